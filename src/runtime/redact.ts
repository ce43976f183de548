import type { LogFields } from "../ports/platform.ts";

const mark = "[redacted]";
const secretKey = /token|secret|password|passwd|authorization|cookie|credential|verifier|api_?key/i;
/** The database driver puts every parameter of a failed query into its message. */
const queryParameters = /\nparams: [\s\S]*$/;
const patterns: [RegExp, string][] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${mark}`],
  [/\beyJ[\w-]{10,}\.[\w-]+\.[\w-]*/g, mark],
  [/([?&;\s"](?:\w*(?:token|secret|password|code|state|key)\w*)=)[^&;\s"']+/gi, `$1${mark}`],
  [/(\w+:\/\/[^:/\s]+:)[^@/\s]+@/g, `$1${mark}@`],
];
const maxDepth = 6;
const maxText = 2_000;

/** What may go into a log: ids, numbers and reasons. A second net only, for nothing secret is logged on purpose. */
export function redact(fields: LogFields): LogFields {
  return redactObject(fields, 0);
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= maxDepth) return "[deeper]";
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redactValue(item, depth + 1));
  return redactObject(value as LogFields, depth + 1);
}

function redactObject(fields: LogFields, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      secretKey.test(key) && value !== null && value !== undefined ? mark : redactValue(value, depth),
    ]),
  );
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: redactText(error.message),
    // The first line of a stack is the message again, in full.
    stack: redactText(
      (error.stack ?? "")
        .split("\n")
        .filter((line) => /^\s+at /.test(line))
        .join("\n"),
    ),
    ...(code === undefined ? {} : { code: redactValue(code, depth + 1) }),
    ...(error.cause === undefined ? {} : { cause: redactValue(error.cause, depth + 1) }),
  };
}

function redactText(text: string): string {
  const short = text.replace(queryParameters, `\nparams: ${mark}`).slice(0, maxText);
  return patterns.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), short);
}

import type { z } from "zod";
import { Action } from "./action.ts";
import { conditionOperators } from "./condition.ts";
import { keyedFields, knownFieldNames } from "./fields.ts";
import { didYouMean, nearestName } from "./nearest-name.ts";
import { Policy } from "./policy.ts";
import type { PolicyProblem } from "./policy-problem.ts";

export type PolicyValidation = { ok: true; policy: Policy } | { ok: false; problems: PolicyProblem[] };

/** Checks a document that somebody wrote. Every problem says where it is, what is wrong and what would be right. */
export function validatePolicy(document: unknown): PolicyValidation {
  const result = Policy.safeParse(document);
  if (result.success) return { ok: true, policy: result.data };
  const problems = result.error.issues.flatMap((issue) => toProblems(issue, [], document));
  return { ok: false, problems };
}

/** "rules[2].when.all[0].field" */
export function formatPath(path: PolicyProblem["path"]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");
}

function toProblems(
  issue: z.core.$ZodIssue,
  base: PolicyProblem["path"],
  document: unknown,
): PolicyProblem[] {
  const path = [...base, ...issue.path.map((key) => (typeof key === "number" ? key : String(key)))];
  const value = valueAt(document, path);
  if (path.at(-1) === "field" && issue.code !== "custom") return [{ path, message: describeField(value) }];
  if (issue.code === "invalid_union") {
    const branch = issue.errors[branchOf(value, path)] ?? issue.errors.at(-1) ?? [];
    if (path.at(-1) === "do" || branch.length === 0) return [{ path, message: describeAction(value, path) }];
    return branch.flatMap((inner) => toProblems(inner, path, document));
  }
  if (issue.code === "invalid_value" && issue.values.length > 1) {
    const known = path.at(-1) === "operator" ? conditionOperators : issue.values.map(String);
    return [
      { path, message: `${show(value)} is not one of the values here${didYouMean(String(value), known)}` },
    ];
  }
  if (issue.code === "unrecognized_keys") {
    const message = `there is no such key here: ${issue.keys.join(", ")}${suggestKey(issue.keys)}`;
    return [{ path, message }];
  }
  if (value === undefined && issue.code === "invalid_type") {
    return [{ path, message: `this is missing; it should be ${article(issue.expected)}` }];
  }
  if (issue.code === "invalid_type") {
    return [{ path, message: `${show(value)} should be ${article(issue.expected)}` }];
  }
  if (issue.code === "too_small" || issue.code === "too_big") {
    return [{ path, message: describeSize(issue) }];
  }
  return [{ path, message: issue.message }];
}

const units: Record<string, [one: string, many: string]> = {
  string: ["character", "characters"],
  array: ["entry", "entries"],
};

function describeSize(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const isTooSmall = issue.code === "too_small";
  const limit = Number(isTooSmall ? issue.minimum : issue.maximum);
  const unit = units[issue.origin];
  if (unit && isTooSmall && limit === 1) return "this must not be empty";
  const bound =
    issue.inclusive === false
      ? isTooSmall
        ? "more than"
        : "less than"
      : `at ${isTooSmall ? "least" : "most"}`;
  return unit
    ? `this should have ${bound} ${limit} ${limit === 1 ? unit[0] : unit[1]}`
    : `this should be ${bound} ${limit}`;
}

/** Which kind of condition, or of pick, somebody meant, so that only its own problems are told and not those of all. */
function branchOf(value: unknown, path: PolicyProblem["path"]): number {
  if (path.at(-1) === "pick") return Array.isArray(value) ? 1 : 0;
  if (typeof value !== "object" || value === null) return 3;
  return "all" in value ? 0 : "any" in value ? 1 : "not" in value ? 2 : 3;
}

function describeField(value: unknown): string {
  if (typeof value !== "string") return `this should be a field's name, such as "subject"`;
  const keyed = Object.keys(keyedFields).map((prefix) => `${prefix}<name>`);
  const nearest = nearestName(value, [...knownFieldNames, ...Object.keys(keyedFields)]);
  if (nearest?.endsWith(".")) return `there is no field "${value}"; write ${nearest}<name>`;
  if (nearest) return `there is no field "${value}"; did you mean "${nearest}"?`;
  return `there is no field "${value}"; there is ${[...knownFieldNames, ...keyed].join(", ")}`;
}

function describeAction(value: unknown, path: PolicyProblem["path"]): string {
  if (path.at(-1) !== "do") return `${show(value)} does not fit here`;
  const names = Action.options.map((option) => option.shape.do.value);
  return `there is no action ${show(value)}${didYouMean(String(value), names)}`;
}

const documentKeys = [
  ...["mode", "canaryPercent", "timezone", "schedules", "rules", "queues", "fallback", "capacity", "note"],
  ...["id", "name", "enabled", "when", "then", "last", "group", "moreGroups", "pick", "weights", "skills"],
  ...["matchLanguage", "schedule", "cap", "hold", "overflow", "escalate", "field", "operator", "value"],
  ...[
    "all",
    "any",
    "not",
    "hours",
    "holidays",
    "afterMinutes",
    "dropAfterMinutes",
    "nobody",
    "ageingMinutes",
    "ramp",
    "tickets",
    "minutes",
    "clock",
    "takeBack",
    "counts",
    "reopened",
    "ownerAway",
    "shiftEnd",
    "statuses",
  ],
];

function suggestKey(keys: readonly string[]): string {
  const nearest = keys.map((key) => nearestName(key, documentKeys)).find((key) => key && !keys.includes(key));
  return nearest ? `; did you mean "${nearest}"?` : "";
}

function article(expected: string): string {
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function valueAt(document: unknown, path: PolicyProblem["path"]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null
        ? (inner as Record<string | number, unknown>)[key]
        : undefined,
    document,
  );
}

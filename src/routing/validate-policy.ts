import type { z } from "zod";
import { Action } from "./action.ts";
import { conditionOperators } from "./condition.ts";
import { keyedFields, knownFieldNames } from "./fields.ts";
import { hintOf, nearestName } from "./nearest-name.ts";
import { Policy } from "./policy.ts";
import { type PolicyProblem, problemAt } from "./policy-problem.ts";
import { type ProblemCode, problemTexts } from "./problem-text.ts";

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
  if (issue.code === "custom") {
    const { problem } = (issue.params ?? {}) as { problem?: PolicyProblem };
    return [problem ? { ...problem, path } : problemAt(path, "other", { reason: issue.message })];
  }
  if (path.at(-1) === "field") return [fieldProblem(value, path)];
  if (issue.code === "invalid_union") {
    const branch = issue.errors[branchOf(value, path)] ?? issue.errors.at(-1) ?? [];
    if (path.at(-1) === "do" || branch.length === 0) return [actionProblem(value, path)];
    return branch.flatMap((inner) => toProblems(inner, path, document));
  }
  if (issue.code === "invalid_value" && issue.values.length > 1) {
    const known = path.at(-1) === "operator" ? conditionOperators : issue.values.map(String);
    if (value === undefined) return [problemAt(path, "missing choice", { known: known.join(", ") })];
    return [problemAt(path, "unknown value", { value: show(value) }, hintOf(String(value), known))];
  }
  if (issue.code === "unrecognized_keys") {
    const nearest = nearestKey(issue.keys);
    const hint = nearest === undefined ? undefined : ({ hint: "nearest", about: { nearest } } as const);
    return [problemAt(path, "unknown key", { keys: issue.keys.join(", ") }, hint)];
  }
  if (issue.code === "invalid_type") {
    const kind = issue.expected;
    if (value === undefined) return [problemAt(path, "missing", { kind })];
    return [problemAt(path, "wrong kind", { value: show(value), kind })];
  }
  if (issue.code === "too_small" || issue.code === "too_big") return [sizeProblem(issue, path)];
  return [formProblem(issue, path)];
}

/** The schema's own words where it has some: these are the texts of problems. */
function formProblem(issue: z.core.$ZodIssue, path: PolicyProblem["path"]): PolicyProblem {
  if (issue.code === "invalid_format" && issue.format === "date") return problemAt(path, "date form");
  const code = (["id form", "time form"] as const).find((one) => problemTexts[one] === issue.message);
  return code ? problemAt(path, code) : problemAt(path, "other", { reason: issue.message });
}

function sizeProblem(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  path: PolicyProblem["path"],
): PolicyProblem {
  const isTooSmall = issue.code === "too_small";
  const limit = Number(isTooSmall ? issue.minimum : issue.maximum);
  const [below, above] = sizeCodes[issue.origin] ?? ["too small", "too large"];
  if (issue.inclusive === false) return problemAt(path, isTooSmall ? "not above" : "not below", { limit });
  if (isTooSmall && below !== "too small" && limit === 1) return problemAt(path, "empty");
  return problemAt(path, isTooSmall ? below : above, { limit });
}

const sizeCodes: Record<string, [below: ProblemCode, above: ProblemCode]> = {
  string: ["too short", "too long"],
  array: ["too few", "too many"],
};

/** Which kind of condition, or of pick, somebody meant, so that only its own problems are told and not those of all. */
function branchOf(value: unknown, path: PolicyProblem["path"]): number {
  if (path.at(-1) === "pick") return Array.isArray(value) ? 1 : 0;
  if (typeof value !== "object" || value === null) return 3;
  return "all" in value ? 0 : "any" in value ? 1 : "not" in value ? 2 : 3;
}

function fieldProblem(value: unknown, path: PolicyProblem["path"]): PolicyProblem {
  if (typeof value !== "string") return problemAt(path, "no field");
  const nearest = nearestName(value, [...knownFieldNames, ...Object.keys(keyedFields)]);
  const about = { name: value };
  if (nearest?.endsWith(".")) return problemAt(path, "unfinished field", { ...about, prefix: nearest });
  if (nearest) return problemAt(path, "unknown field", about, { hint: "nearest", about: { nearest } });
  const keyed = Object.keys(keyedFields).map((prefix) => `${prefix}<name>`);
  const known = [...knownFieldNames, ...keyed].join(", ");
  return problemAt(path, "unknown field", about, { hint: "known", about: { known } });
}

function actionProblem(value: unknown, path: PolicyProblem["path"]): PolicyProblem {
  if (path.at(-1) !== "do") return problemAt(path, "does not fit", { value: show(value) });
  const names = Action.options.map((option) => option.shape.do.value);
  return problemAt(path, "unknown action", { value: show(value) }, hintOf(String(value), names));
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

function nearestKey(keys: readonly string[]): string | undefined {
  return keys.map((key) => nearestName(key, documentKeys)).find((key) => key && !keys.includes(key));
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

/** What can be wrong with a policy document; `{name}` stands for what the problem is about. */
export const problemTexts = {
  "unknown queue": 'there is no queue "{name}"',
  "unknown schedule": 'there is no schedule "{name}"',
  "unknown field": 'there is no field "{name}"',
  "unfinished field": 'there is no field "{name}"; write {prefix}<name>',
  "no field": `this should be a field's name, such as "subject"`,
  "unknown action": "there is no action {value}",
  "unknown value": "{value} is not one of the values here",
  "does not fit": "{value} does not fit here",
  "unknown key": "there is no such key here: {keys}",
  missing: "this is missing; it should be {kind}",
  "missing choice": "this is missing; it should be one of {known}",
  "wrong kind": "{value} should be {kind}",
  empty: "this must not be empty",
  "too short": "this should have at least {limit} characters",
  "too long": "this should have at most {limit} characters",
  "too few": "this should have at least {limit} entries",
  "too many": "this should have at most {limit} entries",
  "too small": "this should be at least {limit}",
  "too large": "this should be at most {limit}",
  "not above": "this should be more than {limit}",
  "not below": "this should be less than {limit}",
  "id form": "use lower-case letters, digits and dashes",
  "time form": 'use 24-hour times such as "09:00" or "17:30"',
  "date form": 'write a day of the calendar such as "2027-12-24"',
  "canary without share": 'mode "canary" needs a canaryPercent, such as 10',
  "no time zone": '"{zone}" is no IANA time zone; write one such as "Europe/Berlin" or "America/New_York"',
  "id taken": 'the id "{name}" is already taken by {by}; every id is used once',
  "closed without schedule":
    '"closed" needs a schedule on the queue "{queue}"; without one it is always open',
  "overflow circle": "overflow goes in a circle: {circle}; remove one of these steps",
  "compares numbers": '"{operator}" compares numbers, and {field} is none',
  "number searched": '"{operator}" searches text, and {field} is a number; use "at least" or "between"',
  "truth searched": '"{operator}" searches text, and {field} is a boolean; use "is"',
  "present takes": '"present" takes true or false',
  "between takes": '"between" takes two numbers, such as [50, 100]',
  "upside down": "the range is upside down; write [{low}, {high}]",
  "takes one number": '"{operator}" takes one number, not in quotes',
  "takes one pattern": '"matches" takes one pattern',
  "long pattern": "a pattern has at most {limit} characters",
  "broken pattern": "not a pattern in RE2 syntax: {reason}",
  "pattern beyond RE2":
    "not a pattern in RE2 syntax: {reason}; look-around and back-references do not exist in RE2 syntax",
  "empty words": '"{operator}" needs words to look for; one of them is empty',
  "true or false": '{field} is true or false, never "{value}"',
  "only numbers": '{field} is a number, never "{value}"',
  "never so": '{field} is never "{value}"',
  other: "{reason}",
} as const;
export type ProblemCode = keyof typeof problemTexts;

/** What follows the problem with a name: the one that was meant, or those that there are. */
export const hintTexts = {
  nearest: '; did you mean "{nearest}"?',
  none: "; there are none",
  known: "; there is {known}",
  more: "; there is {known} and {more} more",
} as const;
export type HintCode = keyof typeof hintTexts;

/** Of values, as JSON knows them. */
export const kindTexts = {
  object: "an object",
  array: "an array",
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "a boolean",
} as const;
export type ValueKind = keyof typeof kindTexts;

/** The names and figures that a text is about; `kind` is a `ValueKind`. */
export type About = Readonly<Record<string, string | number>>;

/** The problem in English. */
export function tellProblem(code: ProblemCode, about: About, hint?: HintCode): string {
  const kind = kindTexts[about.kind as ValueKind] ?? about.kind ?? "";
  return fillIn(problemTexts[code], { ...about, kind }) + (hint ? tellHint(hint, about) : "");
}

export function tellHint(hint: HintCode, about: About): string {
  return fillIn(hintTexts[hint], about);
}

function fillIn(text: string, about: About): string {
  return text.replace(/\{(\w+)\}/g, (_found, name: string) => String(about[name] ?? ""));
}

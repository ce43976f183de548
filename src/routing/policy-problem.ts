import { type About, type HintCode, type ProblemCode, tellProblem } from "./problem-text.ts";

/** Something wrong with a policy document: where, what, and what would be right. */
export interface PolicyProblem {
  /** Keys and indexes from the document's root. */
  path: (string | number)[];
  /** English. */
  message: string;
  code: ProblemCode;
  /** What the message is about, and what is said of names after it, for whoever tells it in another language. */
  about: About;
  hint?: HintCode;
}

/** @param names what `hintOf` found for a name that leads nowhere */
export function problemAt(
  path: PolicyProblem["path"],
  code: ProblemCode,
  about: About = {},
  names?: { hint: HintCode; about: About },
): PolicyProblem {
  const all = { ...about, ...names?.about };
  const problem = { path, code, about: all, message: tellProblem(code, all, names?.hint) };
  return names ? { ...problem, hint: names.hint } : problem;
}

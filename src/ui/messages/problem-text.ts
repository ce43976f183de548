import type { PolicyProblem } from "../../routing/policy-problem.ts";
import type { HintCode, ProblemCode, ValueKind } from "../../routing/problem-text.ts";
import { fillIn } from "./fill-in.ts";
import type { Language } from "./language.ts";

/** What is wrong with a policy document, in another language than the server's; `{name}` as there. */
export interface ProblemWords {
  problems: Record<ProblemCode, string>;
  hints: Record<HintCode, string>;
  kinds: Record<ValueKind, string>;
}

const loaders: Partial<Record<Language, () => Promise<{ words: ProblemWords }>>> = {
  de: () => import("./problems/de.ts"),
  fr: () => import("./problems/fr.ts"),
  es: () => import("./problems/es.ts"),
  pt: () => import("./problems/pt.ts"),
  ja: () => import("./problems/ja.ts"),
};

/** Null where the server's own words will do. */
export async function loadProblemWords(language: Language): Promise<ProblemWords | null> {
  return (await loaders[language]?.())?.words ?? null;
}

/** A problem in the reader's language; in the server's own words where there are none for it, as of a newer server. */
export function tellProblem(problem: PolicyProblem, words: ProblemWords | null | undefined): string {
  const { code, about, hint, message } = problem;
  const told = words?.problems[code];
  if (!told) return message;
  const kind = words.kinds[about.kind as ValueKind] ?? about.kind ?? "";
  return fillIn(told + (hint ? words.hints[hint] : ""), { ...about, kind });
}

import type { Finding, FindingCode } from "../../routing/lint/finding.ts";
import { fillIn } from "./fill-in.ts";
import type { Language } from "./language.ts";

/** What was found, and what to do about it; `{name}` stands for what the finding is about. */
export type FindingWords = Record<FindingCode, readonly [message: string, fix: string]>;

// English is the server's own.
const loaders: Partial<Record<Language, () => Promise<{ findings: FindingWords }>>> = {
  de: () => import("./findings/de.ts"),
  fr: () => import("./findings/fr.ts"),
  es: () => import("./findings/es.ts"),
  pt: () => import("./findings/pt.ts"),
  ja: () => import("./findings/ja.ts"),
};

/** Null where the server's own words will do. */
export async function loadFindingWords(language: Language): Promise<FindingWords | null> {
  return (await loaders[language]?.())?.findings ?? null;
}

/** A finding in the reader's language; in the server's own words where there are none for it, as of a newer server. */
export function tellFinding(
  finding: Finding,
  words: FindingWords | null | undefined,
): Pick<Finding, "message" | "fix"> {
  const told = words?.[finding.code];
  if (!told) return finding;
  const [message, fix] = told.map((text) => fillIn(text, finding.about));
  return { message: message ?? finding.message, fix: fix ?? finding.fix };
}

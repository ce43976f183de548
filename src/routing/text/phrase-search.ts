import { containsPhrase } from "./contains-phrase.ts";
import { type FoundPhrases, type PhraseTable, scanPhrases } from "./phrase-table.ts";

/** Looking for phrases in one field's text. A few are looked for one by one; when more are asked, all in one pass. */
export interface PhraseSearch {
  table: PhraseTable;
  texts: readonly string[];
  /** Phrases looked for one by one. */
  found: number[];
  missed: number[];
  /** After a pass for all. */
  all: FoundPhrases | undefined;
}

/** About where one pass over a message becomes cheaper than the searches. */
const singleSearches = 8;

export function startPhraseSearch(table: PhraseTable, texts: readonly string[]): PhraseSearch {
  return { table, texts, found: [], missed: [], all: undefined };
}

export function hasPhrase(search: PhraseSearch, phrase: number): boolean {
  if (search.all) return search.all.marks[phrase] === 1;
  if (search.found.includes(phrase)) return true;
  if (search.missed.includes(phrase)) return false;
  if (search.found.length + search.missed.length >= singleSearches)
    return findAllPhrases(search).marks[phrase] === 1;
  const wanted = search.table.phrases[phrase] ?? "";
  const isThere = search.texts.some((text) => containsPhrase(text, wanted));
  (isThere ? search.found : search.missed).push(phrase);
  return isThere;
}

export function findAllPhrases(search: PhraseSearch): FoundPhrases {
  if (search.all) return search.all;
  const count = search.table.phrases.length;
  const all: FoundPhrases = { marks: new Uint8Array(count), numbers: [] };
  if (count > 0) for (const text of search.texts) scanPhrases(search.table, text, all);
  search.all = all;
  return all;
}

/** What is known after a run, in the order in which it was found out; `missed` is only told where not every phrase was looked for. */
export function describeSearch({ table, found, missed, all }: PhraseSearch): {
  found: string[];
  missed?: string[];
} {
  const names = (phrases: number[]) => phrases.map((phrase) => table.phrases[phrase] ?? "");
  return all ? { found: names(all.numbers) } : { found: names(found), missed: names(missed) };
}

import { containsPhrase } from "./contains-phrase.ts";
import { type PhraseTable, scanPhrases } from "./phrase-table.ts";

/** Looking for phrases in one field's text. A few are looked for one by one; when more are asked, all in one pass. */
export interface PhraseSearch {
  table: PhraseTable;
  texts: readonly string[];
  /** One byte a phrase; see below. */
  states: Uint8Array;
  /** Phrases looked for one by one. */
  asked: number[];
  scanned: boolean;
}

const found = 1;
const missed = 2;
/** About where one pass over a message becomes cheaper than the searches. */
const singleSearches = 8;

export function startPhraseSearch(table: PhraseTable, texts: readonly string[]): PhraseSearch {
  return { table, texts, states: new Uint8Array(table.phrases.length), asked: [], scanned: false };
}

export function hasPhrase(search: PhraseSearch, phrase: number): boolean {
  const state = search.states[phrase];
  if (state === found) return true;
  if (state === missed || search.scanned) return false;
  if (search.asked.length >= singleSearches) return findAllPhrases(search)[phrase] === found;
  const wanted = search.table.phrases[phrase] ?? "";
  const isThere = search.texts.some((text) => containsPhrase(text, wanted));
  search.states[phrase] = isThere ? found : missed;
  search.asked.push(phrase);
  return isThere;
}

/** @returns a byte a phrase, 1 where it was found. */
export function findAllPhrases(search: PhraseSearch): Uint8Array {
  if (!search.scanned && search.states.length > 0) {
    for (const text of search.texts) scanPhrases(search.table, text, search.states);
  }
  search.scanned = true;
  return search.states;
}

/** What is known after a run; `missed` is only told where not every phrase was looked for. */
export function describeSearch({ table, states, asked, scanned }: PhraseSearch): {
  found: string[];
  missed?: string[];
} {
  const name = (phrase: number) => table.phrases[phrase] ?? "";
  if (!scanned) {
    const inOrder = asked.toSorted((a, b) => a - b);
    return {
      found: inOrder.filter((phrase) => states[phrase] === found).map(name),
      missed: inOrder.filter((phrase) => states[phrase] === missed).map(name),
    };
  }
  const all: string[] = [];
  for (let phrase = 0; phrase < states.length; phrase++) if (states[phrase] === found) all.push(name(phrase));
  return { found: all };
}

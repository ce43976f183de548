import { isBoundary } from "./word-characters.ts";

/** Whether a folded text has a folded phrase as whole words. An empty phrase is in no text. */
export function containsPhrase(text: string, phrase: string): boolean {
  if (phrase === "") return false;
  for (let at = text.indexOf(phrase); at !== -1; at = text.indexOf(phrase, at + 1)) {
    const end = at + phrase.length;
    const startsClean = at === 0 || isBoundary(text.charCodeAt(at - 1), text.charCodeAt(at));
    if (startsClean && (end === text.length || isBoundary(text.charCodeAt(end - 1), text.charCodeAt(end)))) {
      return true;
    }
  }
  return false;
}

import type { Language } from "./language.ts";

/**
 * What ruled somebody out, and the values that were compared, which are English: others read the filter alone. Where the
 * values begin with the filter's own word, it is said once.
 *
 * @param filter in the reader's language
 */
export function removalText(
  { filter, detail }: { filter: string; detail: string },
  language: Language,
): string {
  if (language !== "en" || detail === "") return filter;
  const isSaid = detail.toLowerCase().startsWith(filter.toLowerCase());
  return isSaid ? `${filter}${detail.slice(filter.length)}` : `${filter}: ${detail}`;
}

import { type About, type HintCode, tellHint } from "./problem-text.ts";
import { fold } from "./text/fold.ts";

/** The candidate that a mistyped name most likely meant, or undefined when none is close. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(name);
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 2)) + 1;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    const distance =
      folded.startsWith(wanted) || wanted.startsWith(folded) ? 1 : editDistance(wanted, folded, least);
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

const shownNames = 8;

/** What to say after a name that leads nowhere: which was likely meant or, with nothing close, what there is. */
export function hintOf(name: string, candidates: Iterable<string>): { hint: HintCode; about: About } {
  const known = [...candidates];
  const nearest = nearestName(name, known);
  if (nearest !== undefined) return { hint: "nearest", about: { nearest } };
  if (known.length === 0) return { hint: "none", about: {} };
  const shown = { known: known.slice(0, shownNames).join(", ") };
  const more = known.length - shownNames;
  return more > 0 ? { hint: "more", about: { ...shown, more } } : { hint: "known", about: shown };
}

/** '; did you mean "Returns"?' or, with nothing close, what there is. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const { hint, about } = hintOf(name, candidates);
  return tellHint(hint, about);
}

/** Levenshtein distance, or `limit` as soon as it cannot be less. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? limit;
}

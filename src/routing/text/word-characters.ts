/** A word runs over these; a phrase inside a longer word is no hit ("art" is not in "cart"). */
export const spaced = 1;
/** Scripts written without spaces: every character may begin or end a phrase. */
const unspaced = 2;
const between = 0;

const unspacedScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const letterOrDigit = /[\p{L}\p{N}\p{M}]/u;

const unseen = 255;
const kinds = new Uint8Array(0x10000).fill(unseen);

/** The kind of one UTF-16 unit; halves of a pair count as `between`. */
export function characterKind(unit: number): number {
  const known = kinds[unit] ?? between;
  if (known !== unseen) return known;
  const character = String.fromCharCode(unit);
  // Scripts have punctuation of their own, which is no word.
  const isWord = letterOrDigit.test(character);
  const kind = !isWord ? between : unspacedScript.test(character) ? unspaced : spaced;
  kinds[unit] = kind;
  return kind;
}

/** Whether a phrase may begin or end between two neighbours in a text; NaN stands for the text's edge. */
export function isBoundary(left: number, right: number): boolean {
  return !(characterKind(left) === spaced && characterKind(right) === spaced);
}

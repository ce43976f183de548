/** What is read of one text: the help desks allow 64 KB, and rules need no more. */
export const textLimit = 64 * 1024;

/** Scripts where a mark is an accent. In Thai, Devanagari or Japanese it is a letter of its own and stays. */
const accents =
  /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])\p{M}+/gu;
const spelled: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ł: "l",
  ı: "i",
  ς: "σ",
  "‘": "'",
  "’": "'",
  ʼ: "'",
  "‐": "-",
  "‑": "-",
  "–": "-",
  "—": "-",
};
const spelledLetters = new RegExp(`[${Object.keys(spelled).join("")}]`, "gu");

/** Folds case, accents, width, typographic quotes and white space: "Rückgabe" and "RUCKGABE " are one word. */
export function fold(text: string): string {
  return foldWithForm(text).folded;
}

export function foldWithForm(text: string): { folded: string; isAscii: boolean } {
  const capped = text.length > textLimit ? text.slice(0, textLimit) : text;
  const needs = inspect(capped);
  const folded = needs.letters ? foldLetters(capped) : capped.toLowerCase();
  return { folded: needs.spaces ? folded.replace(/\s+/g, " ").trim() : folded, isAscii: !needs.letters };
}

function foldLetters(text: string): string {
  return text
    .normalize("NFKD")
    .replace(accents, "$1")
    .normalize("NFC")
    .toLowerCase()
    .replace(accents, "$1")
    .replace(spelledLetters, (letter) => spelled[letter] ?? letter);
}

/** Most text is plain and tidy; one look at each character, without branches, is cheaper than any replacement. */
function inspect(text: string): { letters: boolean; spaces: boolean } {
  let high = 0;
  let control = 0;
  let doubled = 0;
  let previous = 0x20;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high |= unit;
    control |= unit - 0x20;
    // Negative where this character and the one before, or the text's start, are both spaces.
    doubled |= (unit - 0x21) & (previous - 0x21);
    previous = unit;
  }
  const letters = high > 0x7f;
  return { letters, spaces: letters || control < 0 || doubled < 0 || previous <= 0x20 };
}

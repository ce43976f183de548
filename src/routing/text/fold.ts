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
const plain = /^[\x20-\x7e]*$/;

/** Folds case, accents, width, typographic quotes and white space: "Rückgabe" and "RUCKGABE " are one word. */
export function fold(text: string): string {
  const capped = text.length > textLimit ? text.slice(0, textLimit) : text;
  const folded = plain.test(capped)
    ? capped.toLowerCase()
    : capped
        .normalize("NFKD")
        .replace(accents, "$1")
        .normalize("NFC")
        .toLowerCase()
        .replace(accents, "$1")
        .replace(spelledLetters, (letter) => spelled[letter] ?? letter);
  return folded
    .replace(/\s{2,}|[^\S ]/g, " ")
    .replace(/ {2,}/g, " ")
    .trim();
}

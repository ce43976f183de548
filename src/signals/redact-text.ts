/** What tells who somebody is and nothing of what they want, in the order in which it is looked for. */
const patterns: [what: string, pattern: RegExp][] = [
  ["address", /[^\s@<>(),;:"[\]]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu],
  ["link", /\b(?:https?:\/\/|www\.)[^\s<>"']{1,2000}/giu],
  ["account", /\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{2,4}){3,8}\b/gu],
  // Telephones, cards, orders, parcels, post codes: five digits and more, however they are spaced.
  ["number", /[+(]?\d(?:[\s()./-]{0,2}\d){4,24}/gu],
];
const greeting =
  /^(\s*(?:hi|hello|dear|hallo|liebes?r?|sehr geehrte[rs]?|bonjour|hola|olá)\s+)(?!team|there|zusammen|all\b)[\p{Lu}][^\n,!]{0,60}(?=[,!\n])/imu;

/** A text for eyes outside: addresses, links, numbers and the names that are known are replaced by what they were. */
export function redactText(text: string, names: readonly (string | null)[] = []): string {
  let redacted = text;
  for (const [what, pattern] of patterns) redacted = redacted.replace(pattern, `[${what}]`);
  redacted = redacted.replace(greeting, "$1[name]");
  const parts = names.flatMap((name) => (name ?? "").split(/\s+/)).filter((part) => part.length >= 3);
  for (const part of new Set(parts)) redacted = redacted.replaceAll(wholeWord(part), "[name]");
  return redacted;
}

function wholeWord(word: string): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}])${word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")}(?![\\p{L}\\p{N}])`,
    "giu",
  );
}

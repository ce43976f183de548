/**
 * A lower-case ASCII literal that every match of a pattern must have, or "" when none is sure.
 * Looking for it first spares most texts the pattern. Only the plain text before the first intricate sign is trusted.
 */
export function requiredLiteral(pattern: string): string {
  if (pattern.includes("|")) return "";
  const end = pattern.search(/[(\\[{?*+]/);
  if (end === -1) return longestRun(pattern);
  // The sign may make the letter before it optional.
  const isOptional = "{?*".includes(pattern.charAt(end));
  return longestRun(pattern.slice(0, isOptional ? Math.max(0, end - 1) : end));
}

function longestRun(plain: string): string {
  const runs = plain.split(/[^a-zA-Z0-9 @#:_-]/);
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), "");
  return longest.toLowerCase();
}

/** The text to look for required literals in. The long s is the one letter that folds to ASCII but does not lower to it. */
export function lowerForLiterals(text: string): string {
  return text.toLowerCase().replaceAll("ſ", "s");
}

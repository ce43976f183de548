/**
 * A lower-case ASCII literal that every match of a pattern must have, or "" when none is sure.
 * Looking for it first spares most texts the pattern. Conservative: whatever is not plainly a literal ends the run.
 */
export function requiredLiteral(pattern: string): string {
  if (/[|(\\[{]|\?/.test(pattern)) return literalOfSimpleParts(pattern);
  return longestRun(pattern);
}

/** With groups, classes, escapes or counts, only the plain text before the first of them is trusted. */
function literalOfSimpleParts(pattern: string): string {
  if (pattern.includes("|") || pattern.startsWith("(?")) return "";
  const end = pattern.search(/[(\\[{?]/);
  // The sign may be a quantifier on the letter before it.
  const trusted = /[{?]/.test(pattern.charAt(end))
    ? pattern.slice(0, Math.max(0, end - 1))
    : pattern.slice(0, end);
  return longestRun(trusted);
}

function longestRun(plain: string): string {
  const runs = plain
    .replace(/.[*]/g, "\n")
    .replace(/[^a-zA-Z0-9 @#:_-]/g, "\n")
    .split("\n");
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), "");
  return longest.toLowerCase();
}

/** The text to look for required literals in. The long s is the one letter that folds to ASCII but does not lower to it. */
export function lowerForLiterals(text: string): string {
  return text.toLowerCase().replaceAll("ſ", "s");
}

/** Letters, digits and a few signs that mean themselves in a pattern. */
const literals = /^(?:\(([a-zA-Z0-9 @#_-]+(?:\|[a-zA-Z0-9 @#_-]+)*)\)|([a-zA-Z0-9 @#_-]+))(.?)/;

/**
 * The lower-case ASCII words of which one begins every match of a pattern: ["order"] for `order\s+\d+`, ["refund",
 * "return"] for `(refund|return)s?`. None where that is not plain to see.
 */
export function leadingLiterals(pattern: string): string[] {
  if (hasTopLevelAlternative(pattern)) return [];
  const [, group, plain, next = ""] = literals.exec(pattern) ?? [];
  const isRepeated = "?*{+".includes(next) && next !== "";
  if (group !== undefined) {
    // A group that may be absent begins nothing for sure.
    return isRepeated && next !== "+" ? [] : group.toLowerCase().split("|").filter(isLongEnough);
  }
  if (plain === undefined) return [];
  const sure = isRepeated ? plain.slice(0, -1) : plain;
  return isLongEnough(sure) ? [sure.toLowerCase()] : [];
}

function isLongEnough(word: string): boolean {
  return word.length > 0;
}

/** Whether a "|" stands outside of every group; what is hard to tell counts as yes. */
function hasTopLevelAlternative(pattern: string): boolean {
  if (
    pattern.includes("\\Q") ||
    pattern.includes("[[") ||
    pattern.includes("[]") ||
    pattern.includes("[^]")
  ) {
    return true;
  }
  const bare = pattern.replace(/\\./gs, "").replace(/\[[^\]]*\]/g, "");
  let depth = 0;
  for (const sign of bare) {
    if (sign === "(") depth++;
    else if (sign === ")") depth--;
    else if (sign === "|" && depth === 0) return true;
  }
  return false;
}

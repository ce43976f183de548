import type { RE2JS } from "re2js";
import { compilePattern } from "./compile-pattern.ts";
import { leadingLiterals } from "./leading-literals.ts";
import { requiredLiteral } from "./required-literal.ts";

export interface PreparedPattern {
  /** @param lower the text through `lowerForLiterals`. */
  matches(text: string, lower: string): boolean;
  /** The first part that matches; undefined when none does or when telling it would be dear. */
  find(text: string, lower: string): string | undefined;
}

/** Telling what a pattern matched is dearer than telling that it did, so it is looked for in a little text, then in more. */
const evidenceWindows = [48, 192, 768];

/** Compiles on first use and looks for the pattern's literals first: most texts never meet the pattern itself. */
export function preparePattern(pattern: string): PreparedPattern {
  const leading = leadingLiterals(pattern);
  const literal = leading.length > 0 ? "" : requiredLiteral(pattern);
  let compiled: RE2JS | undefined;
  const compileOnce = () => {
    compiled ??= compilePattern(pattern);
    return compiled;
  };

  /** The part of the text from where a match could begin, or undefined where none can. */
  const reach = (text: string, lower: string): string | undefined => {
    if (literal !== "") return lower.includes(literal) ? text : undefined;
    if (leading.length === 0) return text;
    let start = Number.POSITIVE_INFINITY;
    for (const word of leading) {
      const at = lower.indexOf(word);
      if (at !== -1 && at < start) start = at;
    }
    if (start === Number.POSITIVE_INFINITY) return undefined;
    // Lower-casing may lengthen a text ("İ"), and then places in the two do not correspond.
    return lower.length === text.length ? text.slice(start) : text;
  };
  return {
    matches: (text, lower) => {
      const rest = reach(text, lower);
      return rest !== undefined && compileOnce().test(rest);
    },
    find: (text, lower) => {
      const rest = reach(text, lower);
      return rest === undefined ? undefined : findEarly(compileOnce(), rest);
    },
  };
}

function findEarly(pattern: RE2JS, text: string): string | undefined {
  for (const window of evidenceWindows) {
    const matcher = pattern.matcher(text.slice(0, window));
    if (!matcher.find()) {
      if (text.length <= window) return undefined;
    } else if (matcher.end() < window || text.length <= window) {
      // A match that reaches the cut might be another one in the whole text.
      return matcher.group() ?? undefined;
    }
  }
  return undefined;
}

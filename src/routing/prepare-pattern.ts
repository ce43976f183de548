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

/** Most matches are short: a pattern is tried on so much text from each of its literals on before it is run on the rest. */
const windowLength = 48;
const triedPlaces = 8;
/** Of a text in which a pattern without a literal matched, so much is read for the part that it matched. */
const evidenceLength = 512;
/** Signs by which a pattern sees where a text ends, and so could be wrong about a part of it. */
const seesTheEnd = /[$]|\\[bBzZ]/;

/** Compiles on first use and looks for the pattern's literals first: most texts never meet the pattern itself. */
export function preparePattern(pattern: string): PreparedPattern {
  const leading = leadingLiterals(pattern);
  const literal = leading.length > 0 ? "" : requiredLiteral(pattern);
  const trustsWindows = leading.length > 0 && !seesTheEnd.test(pattern);
  let compiled: RE2JS | undefined;
  const compileOnce = () => {
    compiled ??= compilePattern(pattern);
    return compiled;
  };
  return {
    matches: (text, lower) => {
      if (leading.length === 0)
        return (literal === "" || lower.includes(literal)) && compileOnce().test(text);
      const places = placesOf(leading, text, lower);
      if (places.length === 0) return false;
      const re2 = compileOnce();
      if (trustsWindows && places.some((at) => re2.test(text.slice(at, at + windowLength)))) return true;
      return re2.test(text.slice(places[0]));
    },
    find: (text, lower) => {
      const re2 = compileOnce();
      if (leading.length === 0) return findInWindow(re2, text.slice(0, evidenceLength), text.length);
      for (const at of placesOf(leading, text, lower)) {
        const window = text.slice(at, at + windowLength);
        // Asking whether is much cheaper than asking what.
        const part = re2.test(window) ? findInWindow(re2, window, text.length - at) : undefined;
        if (part !== undefined) return part;
      }
      return undefined;
    },
  };
}

/** Where a match could begin, in order: the first places only, and just the start where places cannot be told. */
function placesOf(words: readonly string[], text: string, lower: string): number[] {
  const places: number[] = [];
  for (const word of words) {
    let at = lower.indexOf(word);
    for (let count = 0; at !== -1 && count < triedPlaces; count++) {
      places.push(at);
      at = lower.indexOf(word, at + 1);
    }
  }
  // Lower-casing may lengthen a text ("İ"), and then places in the two do not correspond.
  if (places.length > 0 && lower.length !== text.length) return [0];
  return places.sort((a, b) => a - b);
}

/** @param restLength how much text there is from the window's start on. */
function findInWindow(pattern: RE2JS, window: string, restLength: number): string | undefined {
  const matcher = pattern.matcher(window);
  if (!matcher.find()) return undefined;
  // A match that reaches the cut might be another one in the whole text.
  const isWhole = matcher.end() < window.length || window.length === restLength;
  return isWhole ? (matcher.group() ?? undefined) : undefined;
}

import type { RE2JS } from "re2js";
import { compilePattern } from "./compile-pattern.ts";
import { leadingLiterals } from "./leading-literals.ts";
import { requiredLiteral } from "./required-literal.ts";

export interface PreparedPattern {
  /**
   * @param lower the text through `lowerForLiterals`.
   * @returns where a match was seen to begin or soon after, `somewhere`, or `nowhere`.
   */
  locate(text: string, lower: string): number;
  /** What matched at a place that `locate` told; undefined where telling it would be dear. */
  find(text: string, place: number): string | undefined;
}

export const nowhere = -1;
const somewhere = -2;

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
    locate: (text, lower) => {
      if (leading.length === 0) {
        if (literal !== "" && !lower.includes(literal)) return nowhere;
        return compileOnce().test(text) ? somewhere : nowhere;
      }
      const places = placesOf(leading, text, lower);
      const [first] = places;
      if (first === undefined) return nowhere;
      const re2 = compileOnce();
      if (trustsWindows) {
        for (const at of places) if (re2.test(text.slice(at, at + windowLength))) return at;
      }
      return re2.test(text.slice(first)) ? somewhere : nowhere;
    },
    find: (text, place) => {
      const at = Math.max(0, place);
      const length = place === somewhere ? evidenceLength : windowLength;
      return findInWindow(compileOnce(), text.slice(at, at + length), text.length - at);
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

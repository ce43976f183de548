import { RE2JS } from "re2js";

/** re2js takes time linear in the text for each pattern; the length bounds the factor. */
export const patternLimit = 256;

/** Compiles a pattern in RE2 syntax, case-insensitive. @throws where the syntax is not RE2's. */
export function compilePattern(pattern: string): RE2JS {
  if (pattern.length > patternLimit) throw new RangeError(`a pattern has at most ${patternLimit} characters`);
  return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
}

/** What is wrong with a pattern, in words of the parser, or undefined. */
export function findPatternProblem(
  pattern: string,
): { code: "broken pattern" | "pattern beyond RE2"; reason: string } | undefined {
  try {
    compilePattern(pattern);
    return undefined;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    // Look-around and back-references, which other syntaxes have.
    const isBeyond = /\(\?[=!<]|\\[1-9]/.test(pattern);
    return { code: isBeyond ? "pattern beyond RE2" : "broken pattern", reason };
  }
}

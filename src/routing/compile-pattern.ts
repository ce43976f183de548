import { RE2JS } from "re2js";

/** re2js takes time linear in the text for each pattern; the length bounds the factor. */
export const patternLimit = 256;

/** Compiles a pattern in RE2 syntax, case-insensitive. @throws where the syntax is not RE2's. */
export function compilePattern(pattern: string): RE2JS {
  if (pattern.length > patternLimit) throw new RangeError(`a pattern has at most ${patternLimit} characters`);
  return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
}

/** What is wrong with a pattern, in words, or undefined. */
export function findPatternProblem(pattern: string): string | undefined {
  try {
    compilePattern(pattern);
    return undefined;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const hint = /\(\?[=!<]|\\[1-9]/.test(pattern)
      ? "; look-around and back-references do not exist in RE2 syntax"
      : "";
    return `${reason}${hint}`;
  }
}

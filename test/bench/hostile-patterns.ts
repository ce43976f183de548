import { decide } from "../../src/routing/decide.ts";
import { policyOf, ruleOf, snapshotOf } from "../routing/build.ts";

const length = 50_000;
const attacks = [
  { pattern: "(a+)+$", text: "a", tail: "" },
  { pattern: "(a+)+$", text: "a", tail: "!" },
  { pattern: "(a|aa)+$", text: "a", tail: "!" },
  { pattern: "\\s+$", text: " ", tail: "x" },
  { pattern: "(x+x+)+y", text: "x", tail: "" },
  { pattern: "^(([a-z])+.)+[A-Z]([a-z])+$", text: "a", tail: "1" },
];

/** What a whole decision costs when a rule's pattern and the ticket's text are out to stall it. */
export function hostilePatternMs(): { pattern: string; text: string; medianMs: number }[] {
  return attacks.map(({ pattern, text, tail }) => {
    const policy = policyOf({
      rules: [ruleOf("hostile", { field: "body", operator: "matches", value: pattern }, "returns")],
    });
    const snapshot = snapshotOf({ ticket: { body: text.repeat(length - tail.length) + tail } });
    const times = Array.from({ length: 7 }, () => {
      const started = performance.now();
      decide(policy, snapshot);
      return performance.now() - started;
    }).sort((a, b) => a - b);
    const shown = `${length.toLocaleString("en")} × "${text}"${tail === "" ? "" : ` ending in "${tail}"`}`;
    return { pattern, text: shown, medianMs: times[3] ?? 0 };
  });
}

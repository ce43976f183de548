import type { Change } from "../counterfactual.ts";
import type { TestTrace } from "../receipt.ts";
import { quote, reason } from "./english-reasons.ts";
import { listOf } from "./words.ts";

/** "Had the order's value been 500, it would have gone to Payments and to Ada A.": one change in a sentence. */
export function explainChange(change: Change): string {
  return `${describeCondition(change)}, ${describeResult(change.result)}.`;
}

function describeCondition({ kind, subject, state, to, test, from }: Change): string {
  if (kind === "rule") return `Without the rule ${quote(subject)}`;
  if (kind === "agent") {
    if (typeof to === "boolean") return `Had ${subject} ${to ? "" : "not "}been ${state}`;
    if (state === "handed out") return `Had ${subject} not been given ${from} just now`;
    if (state === "open") return `Had ${subject} had ${to} open and not ${from}`;
    if (state?.startsWith("skill ")) return `Had ${subject} had the ${state} at ${to}`;
    return `Had ${subject} had ${to} as ${state}`;
  }
  if (!test) return `Had ${quote(subject)} been another`;
  const { holds, ...asked } = test;
  const expected =
    holds && ["contains", "is", "in"].includes(test.operator) ? (listOf(test.value)[0] ?? "") : test.value;
  const trace = { ...asked, expected: expected as TestTrace["expected"], actual: to ?? [], matched: holds };
  return `If ${toPast(reason(holds ? trace : { ...trace, negated: true }))}`;
}

const past: Record<string, string> = {
  says: "said",
  is: "were",
  have: "had",
  has: "had",
  starts: "started",
  matches: "matched",
  does: "did",
  do: "did",
};

/** "the ticket says" to "the ticket said": the first verb, which stands before anything quoted. */
function toPast(sentence: string): string {
  return sentence.replace(
    / (says|is|have|has|starts|matches|does|do) /,
    (_found, verb: string) => ` ${past[verb]} `,
  );
}

function describeResult({ outcome, queue, agent, priority }: Change["result"]): string {
  if (outcome === "leave alone") return "it would have been left alone";
  const urgency = priority ? ` with priority ${priority}` : "";
  if (agent) return `it would have gone to ${agent} in ${queue}${urgency}`;
  return `it would have been ${outcome === "hold" ? "held" : "left to the group"} in ${queue}${urgency}`;
}

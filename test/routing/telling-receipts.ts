import { compile } from "../../src/routing/compile.ts";
import { whatWouldChange } from "../../src/routing/counterfactual.ts";
import { decideCompiled } from "../../src/routing/decide.ts";
import { explainChange } from "../../src/routing/explain/explain-change.ts";
import { explainAll } from "../../src/routing/explain.ts";
import type { Policy } from "../../src/routing/policy.ts";
import type { Snapshot } from "../../src/routing/snapshot.ts";
import { type TellingCase, tellingCases } from "./telling-cases.ts";

export const receiptsFile = new URL("../../docs/receipts.md", import.meta.url);

/** docs/receipts.md: what agents read, for the cases that they ask about most. */
export function receiptsText(): string {
  const head = [
    "# What receipts say",
    "",
    "What the sidebar can say about a decision, as `npm run receipts` renders it. The first sentence is the one an agent",
    "needs; the rest is there for who asks further. The shop, its people and its tickets are made up.",
    "",
  ];
  return [...head, ...tellingCases.flatMap(render)].join("\n");
}

function render({ title, policy, snapshot, asks }: TellingCase, index: number): string[] {
  const [first, ...rest] = sentencesOf(policy, snapshot);
  const { subject, body } = snapshot.ticket;
  const changes = asks ? whatWouldChange(compile(policy), snapshot, { limit: 4 }).map(explainChange) : [];
  return [
    `## ${index + 1}. ${title}`,
    "",
    `> **${subject}** ${body}`,
    "",
    `**${first}**`,
    "",
    ...rest.map((sentence) => `- ${sentence}`),
    ...(rest.length > 0 ? [""] : []),
    ...(changes.length > 0
      ? ["What would have changed it:", "", ...changes.map((change) => `- ${change}`), ""]
      : []),
  ];
}

function sentencesOf(policy: Policy, snapshot: Snapshot): string[] {
  return explainAll(decideCompiled(compile(policy), snapshot).receipt);
}

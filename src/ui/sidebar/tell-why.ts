import type { Tell } from "../messages/create-catalog.tsx";
import type { messages } from "../messages/sidebar/en.ts";
import type { Receipt } from "./use-story.ts";

/** The reason in short sentences of the reader's language, from what the receipt holds. */
export function tellWhy(
  receipt: Receipt,
  words: { tell: Tell<typeof messages>; time: (iso: string) => string },
): string {
  const { tell } = words;
  if (receipt.outcome === "leave alone") {
    const reason = receipt.leaveReason ?? "already assigned";
    if (reason !== "rule") return tell(`leave.${reason}`);
    return tell("leave.rule", { rule: receipt.rules.at(-1)?.name ?? "" });
  }
  const rule = receipt.rules.find(({ id }) => id === receipt.queue?.ruleId);
  const parts = [rule ? tell("why.rule", { rule: rule.name }) : tell("why.noRule")];
  if (receipt.reassign?.fromName) parts.push(tell("why.left", { agent: receipt.reassign.fromName }));
  for (const { name } of receipt.overflowedFrom) parts.push(tell("why.overflow", { queue: name }));
  parts.push(...tellPeople(receipt, words));
  // The Japanese full stop brings its own space.
  return parts.join(" ").replaceAll("。 ", "。");
}

function tellPeople(
  receipt: Receipt,
  { tell, time }: { tell: Tell<typeof messages>; time: (iso: string) => string },
): string[] {
  if (receipt.outcome === "group") return [tell("why.picks")];
  if (receipt.outcome === "hold") {
    const until = receipt.earliest ? [tell("why.until", { time: time(receipt.earliest.at) })] : [];
    return [tell(receipt.queue?.closed ? "why.closed" : "why.held"), ...until];
  }
  const first = receipt.candidates.find(({ rank }) => rank === 1);
  if (!first) return [];
  const { name: agent, open, capacity } = first;
  const n = receipt.candidateCounts.eligible;
  return [
    n === 1 ? tell("why.only", { agent, open, capacity }) : tell("why.first", { agent, n, open, capacity }),
  ];
}

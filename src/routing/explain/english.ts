import type { Receipt } from "../receipt.ts";
import { tellTime } from "../tell-time.ts";
import { chosen, groupOnly, held, left } from "./english-people.ts";
import { and, quote, reason } from "./english-reasons.ts";
import type { Words } from "./words.ts";

const shownReasons = 3;

function leave(receipt: Receipt): string {
  switch (receipt.leaveReason) {
    case "policy off":
      return "Left alone, because the policy is switched off.";
    case "already assigned":
      return "Left alone, because the ticket already has an assignee.";
    case "solved or closed":
      return "Left alone, because the ticket is solved or closed.";
    case "group missing":
      return `Left alone, because the help desk has no group ${quote(receipt.queue?.group ?? "")}; change the queue ${receipt.queue?.name ?? ""} in the policy, or create the group.`;
    default: {
      const rule = receipt.rules.findLast((candidate) => candidate.outcome === "matched");
      const reasons = (rule?.tests ?? []).filter((test) => test.matched !== (test.negated === true));
      const why = reasons.length > 0 ? `: ${and(reasons.slice(0, shownReasons).map(reason))}` : "";
      return `Left alone, as the rule ${quote(rule?.name ?? "")} says${why}.`;
    }
  }
}

function details(receipt: Receipt): string[] {
  const sentences: string[] = [];
  for (const rule of receipt.rules) {
    const reasons = rule.tests.filter((test) => test.matched !== (test.negated === true)).map(reason);
    const why = reasons.length > 0 ? `, because ${and(reasons)}` : "";
    sentences.push(`The rule ${quote(rule.name)} matched${why}.`);
  }
  if (receipt.endedBy) sentences.push("It ended the list; the rules after it were not reached.");
  for (const [name, signal] of Object.entries(receipt.signals)) {
    if (!signal) continue;
    const words = signal.words?.length ? `, from ${and(signal.words.map(quote))}` : "";
    const sure = signal.confidence === undefined ? "" : ` (${Math.round(signal.confidence * 100)} % sure)`;
    sentences.push(`Read from the text: ${name} ${quote(signal.value)}${sure}${words}.`);
  }
  for (const skill of receipt.skills) {
    const level = skill.level === null ? "" : ` at ${skill.level} or more`;
    const verb = skill.need === "require" ? "asked for" : "preferred";
    sentences.push(
      skill.droppedAfterMinutes === undefined
        ? `It ${verb} the skill ${quote(skill.skill)}${level}.`
        : `The skill ${quote(skill.skill)}${level} was dropped after ${skill.droppedAfterMinutes} minutes of waiting.`,
    );
  }
  for (const { name, removedBy, rank, open, capacity } of receipt.candidates) {
    if (removedBy?.filter === "member") continue;
    if (removedBy) sentences.push(`${name} was out: ${removedBy.detail}.`);
    else if (rank !== 1) sentences.push(`${name} came ${ordinal(rank ?? 0)} (${open} of ${capacity}).`);
  }
  const { considered, removedBy: removed, eligible } = receipt.candidateCounts;
  if (receipt.candidates.length < considered) {
    sentences.push(
      `Of ${considered} agents ${eligible} could have taken it; those told of here came closest.`,
    );
  }
  const outsiders = removed.member ?? 0;
  if (outsiders > 0) {
    sentences.push(`${outsiders} ${outsiders === 1 ? "agent is" : "agents are"} not in the group.`);
  }
  if (receipt.tieBreak) sentences.push(`${receipt.tieBreak}.`);
  const { nextDueAt } = receipt;
  if (nextDueAt) {
    const at = tellTime(nextDueAt.at, receipt.decidedAt, receipt.timezone);
    sentences.push(`It is looked at again at ${at}, when ${nextDueAt.why}.`);
  }
  if (receipt.notify.length > 0) sentences.push(`To be told: ${and(receipt.notify)}.`);
  if (!receipt.writes && receipt.outcome !== "leave alone") {
    sentences.push(
      `Nothing was written: the policy is ${receipt.mode === "canary" ? "a canary and this ticket is outside its share" : `in ${receipt.mode} mode`}.`,
    );
  }
  return sentences;
}

function ordinal(rank: number): string {
  const ending = rank % 100 > 10 && rank % 100 < 14 ? "th" : (["th", "st", "nd", "rd"][rank % 10] ?? "th");
  return `${rank}${ending}`;
}

export const english: Words = {
  reason,
  and,
  ruleMatched: (name) => `the rule ${quote(name)} applies to every ticket`,
  noRule: "",
  because: (where, why) =>
    why === "" ? `${where}, the fallback, because no rule sends it elsewhere` : `${where}, because ${why}`,
  overflow: ({ name, reason: why }) => `taken over from ${name} (${why})`,
  priority: (to) => `priority ${to}`,
  told: (names) => `${and(names)} ${names.length === 1 ? "is" : "are"} told`,
  chosen,
  held,
  groupOnly,
  left,
  leave,
  details,
};

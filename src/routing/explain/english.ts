import type { CandidateTrace, Receipt, TestTrace } from "../receipt.ts";
import { listOf, quoteWith, type Words } from "./words.ts";

const quote = quoteWith("“", "”");
const shownPeople = 3;

const fieldNames: Record<string, string> = {
  text: "the ticket",
  body: "the message",
  "requester.name": "the requester's name",
  "requester.email": "the requester's address",
  "requester.domain": "the requester's domain",
  "requester.locale": "the requester's locale",
  "requester.tags": "the requester's tags",
  "organization.name": "the company",
  "organization.tier": "the company's tier",
  "organization.tags": "the company's tags",
  "order.number": "the order number",
  "order.value": "the order's value",
  previousAgent: "the previous agent",
  ageMinutes: "the age in minutes",
  waitedMinutes: "the wait in minutes",
};

function nameField(field: string): string {
  if (fieldNames[field]) return fieldNames[field];
  if (field.startsWith("custom.")) return `the field ${quote(field.slice("custom.".length))}`;
  if (field.startsWith("schedule.")) return `the schedule ${quote(field.slice("schedule.".length))}`;
  if (field.startsWith("requester.field.")) {
    return `the requester's field ${quote(field.slice("requester.field.".length))}`;
  }
  if (field.startsWith("organization.field.")) {
    return `the company's field ${quote(field.slice("organization.field.".length))}`;
  }
  return `the ${field}`;
}

function and(parts: string[]): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function or(parts: string[]): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} or ${parts.at(-1)}`;
}

const comparisons: Record<string, string> = {
  "greater than": "more than",
  "at least": "at least",
  "less than": "less than",
  "at most": "at most",
};

function reason(test: TestTrace): string {
  const field = nameField(test.field);
  const wanted = or(listOf(test.expected).slice(0, 5).map(quote));
  const actual = and(listOf(test.actual).slice(0, 5).map(quote));
  const fails = test.negated === true;
  if (test.operator === "present") {
    return (test.expected === false) === fails ? `${field} is given` : `${field} is empty`;
  }
  if (test.note === "not known") return `${field} is not known`;
  const plural = test.field.endsWith("tags");
  const isFree = ["subject", "body", "text"].includes(test.field);
  const [says, doesNotSay] = isFree
    ? ["says", "does not say"]
    : plural
      ? ["have", "do not have"]
      : ["has", "does not have"];
  switch (test.operator) {
    case "is":
    case "in":
      if (plural) return `${field} ${fails ? "do not have" : "have"} ${wanted}`;
      if (test.field === "reopened") return `the ticket is ${test.actual === true ? "" : "not "}reopened`;
      return fails ? `${field} is not ${wanted}` : `${field} is ${actual || wanted}`;
    case "is not":
    case "not in":
      return fails ? `${field} is ${wanted}` : `${field} ${plural ? "do not have" : "is not"} ${wanted}`;
    case "contains":
    case "contains all":
      if (fails) return `${field} ${doesNotSay} ${wanted}`;
      return `${field} ${says} ${isFree && actual ? actual : wanted}`;
    case "starts with":
      return `${field} ${fails ? "does not start" : "starts"} with ${wanted}`;
    case "matches":
      if (fails) return `${field} does not match ${wanted}`;
      return test.actual === test.expected
        ? `${field} matches the pattern ${wanted}`
        : `${field} ${says} ${actual}`;
    case "between": {
      const [low, high] = listOf(test.expected);
      return `${field} is ${actual}, ${fails ? "not " : ""}between ${low} and ${high}`;
    }
    default:
      return `${field} is ${actual}, ${fails ? "not " : ""}${comparisons[test.operator]} ${wanted}`;
  }
}

function chosen(receipt: Receipt): string {
  const first = receipt.candidates.find((candidate) => candidate.rank === 1);
  if (!first) return "";
  const eligible = receipt.candidates.filter((candidate) => candidate.rank !== null);
  const load = `(${first.open} of ${first.capacity})`;
  if (eligible.length === 1) return `${first.name} was the only one who could take it ${load}`;
  const second = eligible.find((candidate) => candidate.rank === 2);
  const deciding = first.keys?.find((key, index) => key.value !== second?.keys?.[index]?.value);
  if (!deciding) return `${first.name} was drawn among ${countEqual(first, eligible)} equals ${load}`;
  return `${first.name} ${describeKey(deciding.name, deciding.value)} ${load}`;
}

function countEqual(first: CandidateTrace, eligible: CandidateTrace[]): number {
  const key = JSON.stringify(first.keys);
  return eligible.filter((candidate) => JSON.stringify(candidate.keys) === key).length;
}

function describeKey(name: string, value: number | null): string {
  switch (name) {
    case "preferred":
      return "was preferred";
    case "missing preferred skills":
      return "has the skills that are preferred";
    case "speaks the language":
      return "speaks the language";
    case "open":
      return "had the fewest open";
    case "spare share":
      return "had the most room";
    case "minutes since the last one":
      return value === null ? "had none yet" : `had waited longest, ${Math.floor(value)} minutes,`;
    case "turns per share":
      return "was next in the rotation";
    case "skill levels":
      return "has the best skills for it";
    default:
      return `came first by ${name}`;
  }
}

function held(receipt: Receipt): string {
  if (receipt.queue?.closed) return "held, because the queue is closed at this hour";
  const members = receipt.candidates.filter((candidate) => candidate.removedBy?.filter !== "member");
  if (members.length === 0) return "held, because the group has no agents";
  const people = members.map((member) => `${member.name}: ${member.removedBy?.detail ?? ""}`);
  const more = people.length > shownPeople ? `, and ${people.length - shownPeople} more` : "";
  return `held, because nobody could take it (${people.slice(0, shownPeople).join(", ")}${more})`;
}

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
      const why = reasons.length > 0 ? `: ${and(reasons.slice(0, shownPeople).map(reason))}` : "";
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
  const outsiders = receipt.candidates.filter(({ removedBy }) => removedBy?.filter === "member").length;
  if (outsiders > 0)
    sentences.push(`${outsiders} more ${outsiders === 1 ? "agent is" : "agents are"} not in the group.`);
  if (receipt.tieBreak) sentences.push(`${receipt.tieBreak}.`);
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
  chosen,
  held,
  groupOnly: (receipt) =>
    receipt.candidates.length === 0
      ? "the help desk picks the person"
      : "nobody could take it, so the help desk picks the person",
  leave,
  details,
};

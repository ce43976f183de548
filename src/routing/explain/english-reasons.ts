import type { TestTrace } from "../receipt.ts";
import { listOf, quoteWith } from "./words.ts";

export const quote = quoteWith("“", "”");

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
  "tracking.number": "the tracking number",
  suggestedGroup: "the group where such tickets ended",
  suggestedPriority: "the priority that such tickets had",
  handlingMinutes: "the minutes that such tickets took",
  vip: "whether it is a VIP",
  spam: "whether it is spam",
  autoReply: "whether a machine wrote it",
  previousAgent: "the previous agent",
  ageMinutes: "the age in minutes",
  waitedMinutes: "the wait in minutes",
  slaMinutesLeft: "the minutes left until the SLA is due",
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

export function and(parts: string[]): string {
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

export function reason(test: TestTrace): string {
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

import type { CandidateTrace, Receipt } from "../receipt.ts";
import { tellTime } from "../tell-time.ts";

const shownPeople = 3;

export function chosen(receipt: Receipt): string {
  const first = receipt.candidates.find((candidate) => candidate.rank === 1);
  if (!first) return "";
  const told = receipt.candidates.filter((candidate) => candidate.rank !== null);
  const { eligible } = receipt.candidateCounts;
  const load = `(${first.open} of ${first.capacity})`;
  if (receipt.chosen?.standsInFor) {
    return `${first.name} stands in for ${receipt.chosen.standsInFor} ${load}`;
  }
  if (eligible === 1) return `${first.name} was the only one who could take it ${load}`;
  const second = told.find((candidate) => candidate.rank === 2);
  const deciding = first.keys?.find((key, index) => key.value !== second?.keys?.[index]?.value);
  if (!deciding) {
    const equals = countEqual(first, told);
    const count = equals === told.length && told.length < eligible ? "many" : equals;
    return `${first.name} was drawn among ${count} equals ${load}`;
  }
  return `${first.name} ${describeKey(deciding.name, deciding.value)} ${load}`;
}

function countEqual(first: CandidateTrace, eligible: CandidateTrace[]): number {
  return eligible.filter((candidate) => hasSameKeys(candidate, first)).length;
}

function hasSameKeys({ keys = [] }: CandidateTrace, other: CandidateTrace): boolean {
  const others = other.keys ?? [];
  return keys.length === others.length && keys.every(({ value }, at) => value === others[at]?.value);
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

export function held(receipt: Receipt): string {
  const { earliest, candidateCounts } = receipt;
  const until = earliest
    ? ` until ${tellTime(earliest.at, receipt.decidedAt, receipt.timezone)}, when ${earliest.why}`
    : "";
  if (receipt.queue?.closed) {
    return earliest?.why === "the queue opens"
      ? `held${until}`
      : `held${until}, because the queue is closed at this hour`;
  }
  const members = receipt.candidates.filter((candidate) => candidate.removedBy?.filter !== "member");
  if (members.length === 0) return `held${until}, because the group has no agents`;
  const people = members.slice(0, shownPeople).map((one) => `${one.name}: ${one.removedBy?.detail ?? ""}`);
  const others = candidateCounts.considered - (candidateCounts.removedBy.member ?? 0) - people.length;
  const more = others > 0 ? `; and ${others} more` : "";
  return `held${until}, because nobody could take it (${people.join("; ")}${more})`;
}

export function groupOnly({ groupReason }: Receipt): string {
  switch (groupReason) {
    case "help desk picks":
      return "the help desk's own routing picks the person";
    case "nobody eligible":
      return "nobody could take it, so the help desk picks the person";
    default:
      return "the help desk picks the person";
  }
}

/** "taken back from Ada A.": why it left its owner; empty where it had none to leave. */
export function left({ reassign }: Receipt): string {
  if (!reassign) return "";
  const owner = reassign.fromName ?? "its owner";
  switch (reassign.reason) {
    case "taken back":
      return `taken back from ${owner}`;
    case "owner absent":
      return `away from ${owner}, who is not there`;
    case "shift ended":
      return `away from ${owner}, whose shift ended`;
    case "owner gone":
      return `away from ${owner}, who is not in the team any more`;
    case "asked for":
      return `away from ${owner}, because somebody asked to route it anew`;
  }
}

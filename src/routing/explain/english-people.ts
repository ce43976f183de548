import type { CandidateTrace, Receipt } from "../receipt.ts";

const shownPeople = 3;

export function chosen(receipt: Receipt): string {
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

export function held(receipt: Receipt): string {
  if (receipt.queue?.closed) return "held, because the queue is closed at this hour";
  const members = receipt.candidates.filter((candidate) => candidate.removedBy?.filter !== "member");
  if (members.length === 0) return "held, because the group has no agents";
  const people = members.map((member) => `${member.name}: ${member.removedBy?.detail ?? ""}`);
  const more = people.length > shownPeople ? `, and ${people.length - shownPeople} more` : "";
  return `held, because nobody could take it (${people.slice(0, shownPeople).join(", ")}${more})`;
}

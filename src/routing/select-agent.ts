import { hashOf } from "./canonical-json.ts";
import type { CandidateTrace } from "./receipt.ts";
import type { Agent } from "./roster.ts";

export interface Selection {
  candidates: CandidateTrace[];
  chosen: Agent | null;
  tieBreak: string | null;
}

/**
 * Sends every agent through the filters in order, then ranks who is left by fewest open effort points.
 * Equal agents are ordered by a hash of ticket and agent, so that they share evenly and the choice repeats.
 */
export function selectAgent(input: {
  agents: Agent[];
  groupId: string;
  groupName: string;
  ticketId: string;
  defaultCapacity: number;
}): Selection {
  const rows = input.agents.map((agent) => {
    const capacity = agent.capacity ?? input.defaultCapacity;
    return { agent, capacity, removedBy: removedBy(agent, capacity, input) };
  });
  const ranked = rows
    .filter((row) => row.removedBy === null)
    .map((row) => ({ ...row, tie: hashOf([input.ticketId, row.agent.id]) }))
    .sort((a, b) => a.agent.open - b.agent.open || (a.tie < b.tie ? -1 : 1));
  const rankOf = new Map(ranked.map((row, index) => [row.agent.id, index + 1]));
  const [first, second] = ranked;
  return {
    candidates: rows.map(({ agent, capacity, removedBy }) => ({
      agentId: agent.id,
      name: agent.name,
      removedBy,
      open: agent.open,
      capacity,
      rank: rankOf.get(agent.id) ?? null,
    })),
    chosen: first?.agent ?? null,
    tieBreak:
      first && second && first.agent.open === second.agent.open
        ? `${ranked.filter((row) => row.agent.open === first.agent.open).length} agents had ${first.agent.open} open; a hash of ticket and agent decided`
        : null,
  };
}

function removedBy(
  agent: Agent,
  capacity: number,
  input: { groupId: string; groupName: string },
): CandidateTrace["removedBy"] {
  if (!agent.groupIds.includes(input.groupId)) {
    return { filter: "member", detail: `not in the group ${input.groupName}` };
  }
  if (!agent.active) return { filter: "active", detail: "may not own tickets" };
  if (!agent.available) return { filter: "available", detail: `away, says the ${agent.availabilitySource}` };
  if (agent.open + 1 > capacity) {
    return { filter: "under capacity", detail: `${agent.open} of ${capacity} taken` };
  }
  return null;
}

import type { SkillWish } from "./apply-actions.ts";
import { hasSkill, type KnownAgent, speaks } from "./known-agent.ts";
import { findAbsence } from "./presence.ts";
import type { CandidateFilter } from "./receipt.ts";
import type { Agent } from "./roster.ts";

/** What a queue and a ticket ask of an agent. */
export interface Demand {
  queueId: string;
  /** The groups whose members may take the ticket, the queue's own first. */
  groups: { id: string; name: string }[];
  /** Those still in force. */
  skills: SkillWish[];
  language: { value: string; need: "require" | "prefer" } | null;
  /** Effort points. */
  effort: number;
  queueCap: number | null;
  defaultCapacity: number;
  /** Agents who may not get it, each with the reason. */
  excluded: ReadonlyMap<string, string>;
  /** A ticket that is handed out from hold goes to nobody who has had so many in so many minutes. */
  ramp: { tickets: number; minutes: number } | null;
  /** The agent's share in a rotation, 0 for never; null when the queue does not rotate. */
  weightOf: ((known: KnownAgent) => number) | null;
  ignoresCapacity: boolean;
  /** Milliseconds since 1970. */
  nowMs: number;
  /** For shifts that name no zone. */
  timezone: string;
}

/** The first filter that rules an agent out; null when none does. `describeRemoval` says more of it. */
export function findRemoval(known: KnownAgent, demand: Demand): CandidateFilter | null {
  const { agent } = known;
  if (!isMember(agent, demand)) return "member";
  switch (findAbsence(known, demand.nowMs, demand.timezone)) {
    case "inactive":
      return "active";
    case "absent":
    case "paused":
    case "away":
      return "available";
    case "off shift":
      return "on shift";
  }
  if (findMissingSkill(known, demand)) return "has skill";
  if (demand.language?.need === "require" && !speaks(known, demand.language.value)) return "speaks language";
  if (!demand.ignoresCapacity) {
    if (agent.open + keptPoints(agent) + demand.effort > capacityOf(agent, demand)) return "under capacity";
    if (demand.queueCap !== null && queueLoad(agent, demand) + demand.effort > demand.queueCap) {
      return "under queue cap";
    }
  }
  if (demand.ramp && (agent.handedOut ?? 0) >= demand.ramp.tickets) return "ramp";
  if (demand.excluded.size > 0 && demand.excluded.has(agent.id)) return "not excluded";
  if (demand.weightOf && demand.weightOf(known) === 0) return "not excluded";
  return null;
}

export function isMember({ groupIds }: Agent, { groups }: Pick<Demand, "groups">): boolean {
  // Asked of every agent, so without an iterator.
  for (let at = 0; at < groups.length; at++) if (groupIds.includes(groups[at]?.id ?? "")) return true;
  return false;
}

export function findMissingSkill(
  known: KnownAgent,
  { skills }: Pick<Demand, "skills">,
): SkillWish | undefined {
  for (let at = 0; at < skills.length; at++) {
    const wish = skills[at];
    if (wish?.need === "require" && !hasSkill(known, wish)) return wish;
  }
  return undefined;
}

export function capacityOf(agent: Agent, { defaultCapacity }: Pick<Demand, "defaultCapacity">): number {
  return agent.capacity ?? defaultCapacity;
}

/** Points of all queues that held tickets are about to take. */
export function keptPoints({ kept }: Agent): number {
  let points = 0;
  if (kept) for (const queueId of Object.keys(kept)) points += kept[queueId] ?? 0;
  return points;
}

export function queueLoad(agent: Agent, { queueId }: Pick<Demand, "queueId">): number {
  return (agent.queueLoads?.[queueId] ?? 0) + (agent.kept?.[queueId] ?? 0);
}

import type { SkillWish } from "./apply-actions.ts";
import { isAgent } from "./find-agent.ts";
import type { CandidateTrace } from "./receipt.ts";
import type { Agent } from "./roster.ts";
import { fold } from "./text/fold.ts";

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
  excludedIds: readonly string[];
  excludedReferences: readonly string[];
  ignoresCapacity: boolean;
  now: string;
}

/** The first filter that rules an agent out, with the values compared; null when none does. */
export function findRemoval(agent: Agent, demand: Demand): CandidateTrace["removedBy"] {
  if (!demand.groups.some((group) => agent.groupIds.includes(group.id))) {
    const names = demand.groups.map((group) => group.name).join(" or ");
    return { filter: "member", detail: `not in the group ${names}` };
  }
  if (!agent.active) return { filter: "active", detail: "may not own tickets" };
  if (agent.absentUntil != null && agent.absentUntil > demand.now) {
    return { filter: "available", detail: `absent until ${agent.absentUntil}` };
  }
  if (!agent.available) return { filter: "available", detail: `away, says the ${agent.availabilitySource}` };
  if (agent.onShift === false) return { filter: "on shift", detail: "not on shift" };
  return findSkillRemoval(agent, demand) ?? findLoadRemoval(agent, demand) ?? findExclusion(agent, demand);
}

function findSkillRemoval(agent: Agent, { skills, language }: Demand): CandidateTrace["removedBy"] {
  const missing = skills.find((wish) => wish.need === "require" && !hasSkill(agent, wish));
  if (missing) {
    const wanted = missing.level === undefined ? "" : ` at ${missing.level} or more`;
    return {
      filter: "has skill",
      detail: `${missing.skill}${wanted}: ${describeLevel(agent, missing.skill)}`,
    };
  }
  if (language?.need === "require" && !speaks(agent, language.value)) {
    const known = agent.languages ? agent.languages.join(", ") || "none" : "not known";
    return { filter: "speaks language", detail: `${language.value}: ${known}` };
  }
  return null;
}

function findLoadRemoval(agent: Agent, demand: Demand): CandidateTrace["removedBy"] {
  if (demand.ignoresCapacity) return null;
  const capacity = agent.capacity ?? demand.defaultCapacity;
  const needs = demand.effort === 1 ? "" : `, and this one takes ${demand.effort}`;
  if (agent.open + demand.effort > capacity) {
    return { filter: "under capacity", detail: `${agent.open} of ${capacity} taken${needs}` };
  }
  const inQueue = agent.queueLoads?.[demand.queueId] ?? 0;
  if (demand.queueCap !== null && inQueue + demand.effort > demand.queueCap) {
    return {
      filter: "under queue cap",
      detail: `${inQueue} of ${demand.queueCap} of this queue taken${needs}`,
    };
  }
  return null;
}

function findExclusion(agent: Agent, demand: Demand): CandidateTrace["removedBy"] {
  if (demand.excludedIds.includes(agent.id)) {
    return { filter: "not excluded", detail: "declined or handed back this ticket" };
  }
  if (demand.excludedReferences.some((reference) => isAgent(agent, reference))) {
    return { filter: "not excluded", detail: "excluded by a rule" };
  }
  return null;
}

/** @returns 0 when the agent does not have the skill or no skills are known. */
export function skillLevel(agent: Agent, skill: string): number {
  if (!agent.skills) return 0;
  if (Object.hasOwn(agent.skills, skill)) return agent.skills[skill] ?? 0;
  const folded = fold(skill);
  for (const [name, level] of Object.entries(agent.skills)) if (fold(name) === folded) return level;
  return 0;
}

export function hasSkill(
  agent: Agent,
  { skill, level }: { skill: string; level?: number | undefined },
): boolean {
  const actual = skillLevel(agent, skill);
  return actual > 0 && actual >= (level ?? 0);
}

/** Whether an agent speaks a language; "pt-BR" is spoken by who speaks "pt". */
export function speaks(agent: Agent, language: string): boolean {
  const [wanted] = fold(language).split("-");
  return (agent.languages ?? []).some((spoken) => fold(spoken).split("-")[0] === wanted);
}

function describeLevel(agent: Agent, skill: string): string {
  if (!agent.skills) return "skills not known";
  const level = skillLevel(agent, skill);
  return level === 0 ? "does not have it" : `has ${level}`;
}

import { type Digest, digestOf } from "./fingerprint.ts";
import { createIdentityCache } from "./identity-cache.ts";
import { stretchAt } from "./is-open.ts";
import type { Agent } from "./roster.ts";
import { fold } from "./text/fold.ts";
import { epochOf } from "./wall-clock.ts";

/**
 * An agent with what every ticket asks about them, worked out when it is first asked: agents come again with each ticket,
 * and folding names or reading a shift costs more than all filters together.
 */
export interface KnownAgent {
  readonly agent: Agent;
  levels: ReadonlyMap<string, number> | undefined;
  primaryLanguages: readonly string[] | undefined;
  lastAssignedMs: number | undefined;
  names: { name: string; email: string | null } | undefined;
  lot: Digest | undefined;
  /** The last answer about the shift, and from when to when it is good. */
  readonly shift: { isOn: boolean; zone: string; fromMs: number; untilMs: number };
}

const cache = createIdentityCache(knowAgent);
export const knownAgent: (agent: Agent) => KnownAgent = cache.of;
/** See `IdentityCache.ofAll`. */
export const knownAgents: (agents: readonly Agent[]) => readonly KnownAgent[] = cache.ofAll;

function knowAgent(agent: Agent): KnownAgent {
  const shift = { isOn: true, zone: "", fromMs: Infinity, untilMs: -Infinity };
  return {
    agent,
    lastAssignedMs: undefined,
    levels: undefined,
    primaryLanguages: undefined,
    names: undefined,
    lot: undefined,
    shift,
  };
}

/** In milliseconds since 1970; NaN for who was never assigned anything. */
export function lastAssignedMs(known: KnownAgent): number {
  known.lastAssignedMs ??= epochOf(known.agent.lastAssignedAt ?? "");
  return known.lastAssignedMs;
}

/** Names as people may write them. */
export function namesOf(known: KnownAgent): { name: string; email: string | null } {
  const { name, email } = known.agent;
  known.names ??= { name: fold(name), email: email == null ? null : fold(email) };
  return known.names;
}

/** What stands for the agent in draws. */
export function lotOf(known: KnownAgent): Digest {
  known.lot ??= digestOf(known.agent.id);
  return known.lot;
}

let lastSkill = { skill: "", folded: "" };

/** @returns 0 when the agent does not have the skill or no skills are known. */
export function skillLevel(known: KnownAgent, skill: string): number {
  known.levels ??= levelsOf(known.agent.skills ?? {});
  if (known.levels.size === 0) return 0;
  const level = known.levels.get(skill);
  if (level !== undefined) return level;
  // All agents are asked about one ticket's.
  if (lastSkill.skill !== skill) lastSkill = { skill, folded: fold(skill) };
  return known.levels.get(lastSkill.folded) ?? 0;
}

/** A skill's own spelling counts before another that folds alike, and of those the first. */
function levelsOf(skills: Record<string, number>): Map<string, number> {
  const entries = Object.entries(skills);
  return new Map([...entries.toReversed().map(([name, level]) => [fold(name), level] as const), ...entries]);
}

export function hasSkill(
  known: KnownAgent,
  { skill, level }: { skill: string; level?: number | undefined },
): boolean {
  const actual = skillLevel(known, skill);
  return actual > 0 && actual >= (level ?? 0);
}

let lastPrimary = { language: "", primary: "" };

/** Whether an agent speaks a language; "pt-BR" is spoken by who speaks "pt". */
export function speaks(known: KnownAgent, language: string): boolean {
  if (lastPrimary.language !== language) lastPrimary = { language, primary: primaryOf(language) };
  known.primaryLanguages ??= (known.agent.languages ?? []).map(primaryOf);
  return known.primaryLanguages.includes(lastPrimary.primary);
}

function primaryOf(language: string): string {
  return fold(language).split("-")[0] ?? "";
}

/** Whether an agent is on shift; one without a known shift always is. */
export function isOnShift({ agent, shift: last }: KnownAgent, atMs: number, timezone: string): boolean {
  const { shift } = agent;
  if (!shift) return true;
  if (atMs >= last.fromMs && atMs < last.untilMs && last.zone === timezone) return last.isOn;
  const stretch = stretchAt(shift, atMs, timezone);
  last.isOn = stretch?.isOpen !== false;
  last.zone = timezone;
  last.fromMs = stretch?.fromMs ?? Infinity;
  last.untilMs = stretch?.untilMs ?? -Infinity;
  return last.isOn;
}

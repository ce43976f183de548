import type { Wishes } from "./apply-actions.ts";
import { nextOpeningMs } from "./business-time.ts";
import type { CompiledPolicy } from "./compile/compiled-policy.ts";
import { capacityOf, type Demand, isMember, keptPoints, queueLoad } from "./eligibility.ts";
import type { QueueStop } from "./enter-queue.ts";
import { openStateAt } from "./is-open.ts";
import { hasSkill, type KnownAgent, knownAgents, speaks } from "./known-agent.ts";
import type { Policy } from "./policy.ts";
import { findReturn } from "./presence.ts";
import type { Queue } from "./queue.ts";
import { type QueueClock, scheduleOf, startClock } from "./queue-clock.ts";
import { findGroup, termsOf } from "./queue-terms.ts";
import type { Receipt } from "./receipt.ts";
import type { Agent } from "./roster.ts";
import type { Snapshot } from "./snapshot.ts";
import { changesOf, describeTest } from "./time-tests.ts";
import { epochOf, minuteMs, toIso } from "./wall-clock.ts";

interface Occasion {
  atMs: number;
  why: string;
  agentId?: string;
}

/** A queue that a held ticket may be given out in, from some time on. */
interface Place {
  queue: Queue;
  clock: QueueClock;
  demand: Demand;
  /** Not before the ticket may be there. */
  fromMs: number;
  /** What opens the way there; null for where it is already. */
  opener: string | null;
}

/**
 * Looks ahead for a held ticket: when a new decision may differ although nobody does anything, and when somebody will
 * be able to take it. Loads and statuses stay as they are, because no plan tells when they change.
 */
export function lookAhead(
  { policy, timeTests }: Pick<CompiledPolicy, "policy" | "timeTests">,
  snapshot: Snapshot,
  wishes: Wishes,
  own: QueueStop,
): Pick<Receipt, "nextDueAt" | "earliest"> {
  const nowMs = epochOf(snapshot.now);
  if (Number.isNaN(nowMs)) return { nextDueAt: null, earliest: null };
  const timezone = policy.timezone ?? "UTC";
  let next: Occasion | undefined;
  let earliest: Occasion | undefined;
  const seen = new Set<string>();
  const note = (atMs: number | null, why: string) => {
    if (atMs !== null && atMs > nowMs && (!next || atMs < next.atMs)) next = { atMs, why };
  };

  const visit = (place: Place): void => {
    const { queue, clock } = place;
    seen.add(queue.id);
    const schedule = scheduleOf(policy, queue);
    const opensMs = schedule ? nextOpeningMs(schedule, place.fromMs, timezone) : place.fromMs;
    note(opensMs, nameOpening(place));
    const isOwn = queue.id === own.queue.id;
    for (const wish of place.demand.skills) {
      if (wish.dropAfterMinutes === undefined) continue;
      note(clock.at(wish.dropAfterMinutes), describeDrop(wish.skill));
    }
    for (const step of queue.escalate ?? []) {
      if (isOwn || step.do === "add group") note(clock.at(step.afterMinutes), describeStep(step));
    }
    for (const known of knownAgents(snapshot.roster.agents)) {
      const found = considerAgent(policy, snapshot, place, known);
      if (!found) continue;
      note(found.returns.atMs, found.returns.why);
      const { eligible } = found;
      if (eligible && eligible.atMs > nowMs && (!earliest || eligible.atMs < earliest.atMs))
        earliest = eligible;
    }
    for (const step of queue.overflow ?? []) {
      const target = policy.queues.find(({ id }) => id === step.to);
      if (!target || seen.has(target.id)) continue;
      const closesMs = schedule && opensMs !== null ? closingAfter(schedule, place.fromMs, timezone) : null;
      const atMs = step.when === "held" ? clock.at(step.afterMinutes) : closesMs;
      if (atMs === null) continue;
      const fromMs = Math.max(atMs, place.fromMs);
      note(fromMs, `it may go to ${target.name}`);
      const sinceMs = step.when === "held" ? atMs : clock.sinceMs;
      const nextClock = startClock(policy, target, sinceMs, nowMs);
      const { group, demand } = termsOf(policy, snapshot, wishes, target, nextClock);
      const opener = fromMs > nowMs ? `it may go to ${target.name}` : null;
      if (group) visit({ queue: target, clock: nextClock, demand, fromMs, opener });
    }
  };
  visit({ queue: own.queue, clock: own.clock, demand: own.demand, fromMs: nowMs, opener: null });
  if (earliest) note(earliest.atMs, earliest.why);
  for (const test of timeTests) {
    for (const atMs of changesOf(test, snapshot, policy)) note(atMs, describeTest(test));
  }
  return {
    nextDueAt: next ? { at: toIso(next.atMs), why: next.why } : null,
    earliest: earliest ? toReceipt(earliest) : null,
  };
}

function toReceipt({ atMs, why, agentId }: Occasion): Receipt["earliest"] {
  return { at: toIso(atMs), why, ...(agentId !== undefined && { agentId }) };
}

/** At once while closed, else when it closes. */
function closingAfter(
  schedule: NonNullable<ReturnType<typeof scheduleOf>>,
  fromMs: number,
  timezone: string,
): number | null {
  const state = openStateAt(schedule, fromMs, timezone);
  if (!state) return null;
  if (!state.isOpen) return fromMs;
  return state.changesMs === Infinity ? null : state.changesMs;
}

/** When a member is back, and when they could take the ticket if nothing but time goes by. */
function considerAgent(
  policy: Policy,
  { roster }: Snapshot,
  place: Place,
  known: KnownAgent,
): { returns: Occasion; eligible: Occasion | undefined } | undefined {
  const { agent } = known;
  if (!agent.active) return undefined;
  const { demand, clock, queue } = place;
  const { timezone } = demand;
  let atMs = place.fromMs;
  let why = place.opener ?? "";
  if (!isMember(agent, demand)) {
    const joins = (queue.escalate ?? []).find((step) => {
      const group = step.do === "add group" ? findGroup(roster.groups, step.group) : undefined;
      return group !== undefined && agent.groupIds.includes(group.id);
    });
    const joinsMs = joins ? clock.at(joins.afterMinutes) : null;
    if (!joins || joinsMs === null) return undefined;
    if (joinsMs > atMs) [atMs, why] = [joinsMs, describeStep(joins)];
  }
  const back = findReturn(agent, atMs, timezone);
  if (!back) return undefined;
  if (back.atMs > atMs) [atMs, why] = [back.atMs, describeReturn(agent, back.ended)];
  const returns = { atMs, why };
  if (!agent.available || !couldTake(known, demand, queue)) return { returns, eligible: undefined };

  const later = (candidateMs: number | null, reason: string): boolean => {
    if (candidateMs === null) return false;
    if (candidateMs > atMs) [atMs, why] = [candidateMs, reason];
    return true;
  };
  for (const wish of demand.skills) {
    if (wish.need !== "require" || hasSkill(known, wish)) continue;
    const dropsMs = wish.dropAfterMinutes === undefined ? null : clock.at(wish.dropAfterMinutes);
    if (!later(dropsMs, describeDrop(wish.skill))) return { returns, eligible: undefined };
  }
  if (demand.ramp && (agent.handedOut ?? 0) >= demand.ramp.tickets) {
    later(rampEnd(agent, demand.ramp, demand.nowMs), `${agent.name} may be given the next one`);
  }
  // Somebody's return may fall outside the queue's hours, and its opening outside theirs.
  const schedule = scheduleOf(policy, queue);
  for (let round = 0; round < 10; round++) {
    const before = atMs;
    if (schedule && !later(nextOpeningMs(schedule, atMs, timezone), nameOpening(place))) break;
    const again = findReturn(agent, atMs, timezone);
    if (!again || !later(again.atMs, describeReturn(agent, again.ended))) break;
    if (atMs === before) return { returns, eligible: { atMs, why, agentId: agent.id } };
  }
  return { returns, eligible: undefined };
}

/** Whether all holds that time does not change. */
function couldTake(known: KnownAgent, demand: Demand, queue: Queue): boolean {
  const { agent } = known;
  const { language, effort } = demand;
  if (demand.excluded.has(agent.id) || demand.weightOf?.(known) === 0) return false;
  if (language?.need === "require" && !speaks(known, language.value)) return false;
  if (queue.hold?.nobody === "ignore capacity") return true;
  if (agent.open + keptPoints(agent) + effort > capacityOf(agent, demand)) return false;
  return demand.queueCap === null || queueLoad(agent, demand) + effort <= demand.queueCap;
}

/** When the oldest ticket counted drops out; where that is not known, what an even pace would give. */
function rampEnd({ handedOutSince }: Agent, ramp: NonNullable<Demand["ramp"]>, nowMs: number): number {
  const sinceMs = handedOutSince == null ? Number.NaN : epochOf(handedOutSince);
  return Number.isNaN(sinceMs)
    ? nowMs + (ramp.minutes * minuteMs) / ramp.tickets
    : sinceMs + ramp.minutes * minuteMs;
}

function nameOpening({ queue, opener }: Place): string {
  return opener === null ? "the queue opens" : `the queue ${queue.name} opens`;
}

function describeReturn({ name }: Agent, ended: "absence" | "pause" | "shift" | null): string {
  return ended === "shift" ? `${name}'s shift starts` : `${name}'s ${ended} ends`;
}

function describeDrop(skill: string): string {
  return `the skill “${skill}” is no longer asked for`;
}

function describeStep(step: NonNullable<Queue["escalate"]>[number]): string {
  switch (step.do) {
    case "drop optional skills":
      return "preferred skills are no longer asked for";
    case "raise priority":
      return `its priority is raised to ${step.priority}`;
    case "add group":
      return `the group ${step.group} may take it too`;
    case "notify":
      return `${step.who} is told`;
  }
}

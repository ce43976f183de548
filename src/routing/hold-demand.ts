import * as z from "zod";
import type { Wishes } from "./apply-actions.ts";
import type { Demand } from "./eligibility.ts";
import type { QueueStop } from "./enter-queue.ts";
import { arrivalOf } from "./hold-order.ts";
import { isOpenAt } from "./is-open.ts";
import type { Policy } from "./policy.ts";
import { type Preference, preferenceOf } from "./preference.ts";
import { defaultAgeingMinutes, type Queue } from "./queue.ts";
import { scheduleOf } from "./queue-clock.ts";
import { rulesOf } from "./queue-terms.ts";
import { Group } from "./roster.ts";
import { type Snapshot, waitedMinutesOf } from "./snapshot.ts";
import { TicketPriority } from "./ticket.ts";
import { epochOf, minuteMs, toIso } from "./wall-clock.ts";

const need = z.enum(["require", "prefer"]);

/** A queue that a held ticket may be handed out in, and what it asks there. */
const HeldPlace = z.object({
  queueId: z.string(),
  /** The groups whose members may take it. */
  groups: z.array(Group),
  /** Those in force. */
  skills: z.array(z.object({ skill: z.string(), level: z.number().optional(), need })),
  language: z.object({ value: z.string(), need }).nullable(),
});
type HeldPlace = z.infer<typeof HeldPlace>;

/** What is remembered of a held ticket, so that room can be kept for it and many be placed at once, without its text. */
export const HeldDemand = HeldPlace.extend({
  ticketId: z.string(),
  /** The queues that it may overflow to by now. */
  overflow: z.array(HeldPlace),
  effort: z.number(),
  priority: TicketPriority.nullable(),
  /** ISO 8601, UTC. */
  heldSince: z.string(),
  /** ISO 8601; absent for one that left an owner. */
  arrivedAt: z.string().optional(),
  ageingMinutes: z.number(),
  excludedAgentIds: z.array(z.string()),
  preferredAgentIds: z.array(z.string()),
});
export type HeldDemand = z.infer<typeof HeldDemand>;

/** @param entered the queues that the ticket went through, its own first */
export function demandOf(
  snapshot: Snapshot,
  wishes: Wishes,
  entered: readonly QueueStop[],
): HeldDemand | null {
  const [own, ...rest] = entered;
  if (!own) return null;
  const waitedMs = (waitedMinutesOf(snapshot) ?? 0) * minuteMs;
  const nowMs = epochOf(snapshot.now);
  return {
    ticketId: snapshot.ticket.id,
    ...toPlace(own),
    overflow: rest.filter(({ group }) => group !== null).map(toPlace),
    effort: wishes.effort,
    priority: own.priority?.to ?? snapshot.ticket.priority,
    heldSince: snapshot.heldSince ?? (Number.isNaN(nowMs) ? snapshot.now : toIso(nowMs - waitedMs)),
    arrivedAt: arrivalOf(snapshot),
    ageingMinutes: own.queue.hold?.ageingMinutes ?? defaultAgeingMinutes,
    excludedAgentIds: [...own.demand.excluded.keys()],
    preferredAgentIds: [...preferenceOf(snapshot, wishes).keys()],
  };
}

function toPlace({ demand }: QueueStop): HeldPlace {
  return {
    queueId: demand.queueId,
    groups: demand.groups,
    skills: demand.skills.map(({ skill, level, need: wanted }) => ({
      skill,
      ...(level !== undefined && { level }),
      need: wanted,
    })),
    language: demand.language,
  };
}

export interface OpenPlace {
  queue: Queue;
  demand: Demand;
  preference: Preference;
}

/** Where a held ticket could be handed out now: its queues that the policy still has and that are open, its own first. */
export function openPlacesOf(policy: Policy, held: HeldDemand, now: string): OpenPlace[] {
  const nowMs = epochOf(now);
  const excluded = new Map(held.excludedAgentIds.map((id) => [id, "may not get this ticket"]));
  const preference = new Map(held.preferredAgentIds.map((id) => [id, null]));
  return [held, ...held.overflow].flatMap((place): OpenPlace[] => {
    const queue = policy.queues.find(({ id }) => id === place.queueId);
    const schedule = queue && scheduleOf(policy, queue);
    if (!queue || (schedule && isOpenAt(schedule, nowMs, policy.timezone ?? "UTC") === false)) return [];
    const { groups, language } = place;
    const skills = place.skills.map((wish) => ({ ...wish, ruleId: null }));
    const ignoresCapacity = queue.hold?.nobody === "ignore capacity";
    const { effort } = held;
    const asked = { groups, skills, language, effort, excluded, ramp: null, nowMs };
    return [{ queue, demand: { ...rulesOf(policy, queue), ...asked, ignoresCapacity }, preference }];
  });
}

import * as z from "zod";
import { AgentReference, Id, Minutes, Name, SkillNeed } from "./action.ts";
import { TicketPriority } from "./ticket.ts";

export const pickModes = [
  "most spare share",
  "fewest open",
  "longest since last",
  "rotation",
  "best skill",
] as const;
export const PickMode = z.enum(pickModes);
export type PickMode = z.infer<typeof PickMode>;

const QueueSkill = z.strictObject({ ...SkillNeed.shape, need: z.enum(["require", "prefer"]) });

export const OverflowStep = z.discriminatedUnion("when", [
  z.strictObject({ when: z.literal("held"), afterMinutes: Minutes, to: Id }),
  /** At once, while the queue's own schedule is closed. */
  z.strictObject({ when: z.literal("closed"), to: Id }),
]);
export type OverflowStep = z.infer<typeof OverflowStep>;

const EscalationStep = z.discriminatedUnion("do", [
  z.strictObject({ afterMinutes: Minutes, do: z.literal("drop optional skills") }),
  z.strictObject({ afterMinutes: Minutes, do: z.literal("raise priority"), priority: TicketPriority }),
  /** Seniors: the members of one more group become candidates. */
  z.strictObject({ afterMinutes: Minutes, do: z.literal("add group"), group: Name }),
  z.strictObject({ afterMinutes: Minutes, do: z.literal("notify"), who: Name }),
]);

/** A destination: a group and a way of choosing in it. */
export const Queue = z
  .strictObject({
    id: Id,
    name: Name,
    /** The help desk's group, by name, so that one policy fits every help desk. */
    group: Name,
    /** Further groups whose members may take the ticket; it then moves to the group of the agent chosen. */
    moreGroups: z.array(Name).max(20).optional(),
    /** One way of choosing, or several in order: the first decides, the next break ties. */
    pick: z.union([PickMode, z.array(PickMode).min(1).max(4)]),
    /** Shares for `rotation`; an agent not named has 1, and 0 means never. */
    weights: z
      .array(z.strictObject({ agent: AgentReference, weight: z.number().min(0).max(100) }))
      .max(500)
      .optional(),
    skills: z.array(QueueSkill).max(20).optional(),
    /** Whether agents must, or should, speak the ticket's language. */
    matchLanguage: z.enum(["require", "prefer"]).optional(),
    /** Outside it nobody is assigned; the ticket is held until the queue opens. */
    schedule: Id.optional(),
    /** How the minutes of this queue count: always, or only while its schedule is open. Calendar when absent. */
    clock: z.enum(["calendar", "business"]).optional(),
    /** Effort points of this queue that one agent may hold. */
    cap: z.number().positive().max(1000).optional(),
    hold: z
      .strictObject({
        /** What happens when nobody is eligible: wait, leave it to the group, or go to whoever is there. */
        nobody: z.enum(["hold", "group only", "ignore capacity"]).optional(),
        /** After so long a waiting ticket counts one priority higher, so that nothing starves. */
        ageingMinutes: z.number().positive().max(527_040).optional(),
        /** The pace at which held tickets are handed out to one agent, so that who logs in first is not flooded. */
        ramp: z
          .strictObject({
            tickets: z.number().int().min(1).max(1000),
            minutes: z.number().positive().max(1440),
          })
          .optional(),
      })
      .optional(),
    overflow: z.array(OverflowStep).max(10).optional(),
    escalate: z.array(EscalationStep).max(20).optional(),
    /** A ticket that its new owner has not touched for so long is taken back and given to somebody else. */
    takeBack: z.strictObject({ afterMinutes: z.number().positive().max(527_040) }).optional(),
  })
  .meta({ id: "Queue" });
export type Queue = z.infer<typeof Queue>;

export const defaultRamp = { tickets: 3, minutes: 5 };
export const defaultAgeingMinutes = 60;

/** A queue's ways of choosing, the weightiest first. */
export function pickModesOf({ pick }: Pick<Queue, "pick">): readonly PickMode[] {
  return typeof pick === "string" ? [pick] : pick;
}

/** The pace at which a queue's held tickets are handed out to one agent. */
export function rampOf({ hold }: Pick<Queue, "hold">): { tickets: number; minutes: number } {
  return hold?.ramp ?? defaultRamp;
}

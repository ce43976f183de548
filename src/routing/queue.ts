import { z } from "zod";
import { AgentReference, Id, Minutes, Name, SkillNeed } from "./action.ts";
import { TicketPriority } from "./ticket.ts";

export const pickModes = [
  "most spare share",
  "fewest open",
  "longest since last",
  "rotation",
  "best skill",
] as const;

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
    pick: z.enum(pickModes),
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
    /** Effort points of this queue that one agent may hold. */
    cap: z.number().positive().max(1000).optional(),
    hold: z
      .strictObject({
        /** What happens when nobody is eligible: wait, leave it to the group, or go to whoever is there. */
        nobody: z.enum(["hold", "group only", "ignore capacity"]).optional(),
        /** After so long a waiting ticket counts one priority higher, so that nothing starves. */
        ageingMinutes: z.number().positive().max(527_040).optional(),
      })
      .optional(),
    overflow: z.array(OverflowStep).max(10).optional(),
    escalate: z.array(EscalationStep).max(20).optional(),
  })
  .meta({ id: "Queue" });
export type Queue = z.infer<typeof Queue>;

import * as z from "zod";
import { problemTexts } from "./problem-text.ts";
import { FieldValue, TicketPriority } from "./ticket.ts";

export const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, problemTexts["id form"]);
export const Name = z.string().trim().min(1).max(120);
/** An agent by name, e-mail address or id. */
export const AgentReference = z.string().trim().min(1).max(254);
export const Minutes = z.number().min(0).max(527_040);

export const SkillNeed = z.strictObject({
  skill: Name,
  /** 1 to 10; any level will do when absent. */
  level: z.number().min(1).max(10).optional(),
  /** A required skill stops being required, and a preferred one being preferred, after so long in the queue. */
  dropAfterMinutes: Minutes.optional(),
});
export type SkillNeed = z.infer<typeof SkillNeed>;

export const Action = z
  .discriminatedUnion("do", [
    z.strictObject({ do: z.literal("send to queue"), queue: Id }),
    z.strictObject({ do: z.literal("set priority"), priority: TicketPriority }),
    z.strictObject({ do: z.literal("raise priority"), priority: TicketPriority }),
    z.strictObject({ do: z.literal("add tags"), tags: z.array(z.string().min(1).max(80)).min(1).max(20) }),
    z.strictObject({ do: z.literal("set custom field"), key: Name, value: FieldValue }),
    z.strictObject({ do: z.literal("require skill"), ...SkillNeed.shape }),
    z.strictObject({ do: z.literal("prefer skill"), ...SkillNeed.shape }),
    z.strictObject({ do: z.literal("prefer previous agent") }),
    z.strictObject({ do: z.literal("prefer account owner") }),
    z.strictObject({ do: z.literal("prefer agent"), agent: AgentReference }),
    z.strictObject({ do: z.literal("exclude agent"), agent: AgentReference }),
    /** What the ticket takes of an agent's capacity; 1 when no rule says so. */
    z.strictObject({ do: z.literal("effort"), points: z.number().positive().max(1000) }),
    z.strictObject({ do: z.literal("leave alone") }),
    /** Sets the group and lets the help desk pick the person. */
    z.strictObject({ do: z.literal("group only") }),
  ])
  .meta({ id: "Action" });
export type Action = z.infer<typeof Action>;

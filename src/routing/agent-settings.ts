import * as z from "zod";
import { AgentReference, Name } from "./action.ts";
import { Schedule } from "./schedule.ts";

/**
 * What a lead sets for one agent. An absent key leaves it to the help desk, or to the policy's default; what the help
 * desk says of presence counts together with it.
 */
export const AgentSettings = z
  .strictObject({
    /** Effort points the agent may hold. */
    capacity: z.number().min(0).max(1000).optional(),
    /** Level by skill, 1 to 10; together they replace the help desk's. */
    skills: z.record(Name, z.number().min(1).max(10)).optional(),
    /** BCP 47. */
    languages: z.array(z.string().min(2).max(35)).max(50).optional(),
    /** Weekly hours on the agent's own clock. */
    shift: Schedule.optional(),
    /** ISO 8601, UTC: no tickets until then. */
    pausedUntil: z.iso.datetime().optional(),
    /** A planned absence ends by itself; who comes for the agent meanwhile goes to the stand-in, where there is one. */
    absence: z
      .strictObject({
        from: z.iso.datetime(),
        until: z.iso.datetime(),
        standIn: AgentReference.optional(),
      })
      .refine(({ from, until }) => Date.parse(from) < Date.parse(until), {
        message: "the absence must end after it begins",
        path: ["until"],
      })
      .optional(),
  })
  .meta({ id: "AgentSettings" });
export type AgentSettings = z.infer<typeof AgentSettings>;

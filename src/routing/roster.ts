import { z } from "zod";

export const Group = z.object({ id: z.string(), name: z.string() });
export type Group = z.infer<typeof Group>;

export const Agent = z.object({
  id: z.string(),
  name: z.string(),
  groupIds: z.array(z.string()),
  /** May own tickets at all: not suspended, not removed, not a light agent. */
  active: z.boolean(),
  available: z.boolean(),
  /** Which source said whether the agent is available, for the receipt. */
  availabilitySource: z.enum(["help desk", "assumed"]),
  /** Open tickets counted against the agent, in effort points, reservations included. */
  open: z.number(),
  /** Effort points the agent may hold; null means that the policy's default applies. */
  capacity: z.number().nullable(),
});
export type Agent = z.infer<typeof Agent>;

/** Who could take a ticket, at the moment of the decision. */
export const Roster = z.object({ groups: z.array(Group), agents: z.array(Agent) });
export type Roster = z.infer<typeof Roster>;

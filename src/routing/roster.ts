import { z } from "zod";

export const Group = z.object({
  id: z.string(),
  name: z.string(),
  /** The help desk picks somebody of its own as soon as a ticket is in the group, so we name nobody. */
  assignsItself: z.boolean().optional(),
});
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
  email: z.string().nullable().optional(),
  /** Level by skill, 1 to 10. Absent when the roster keeps no skills. */
  skills: z.record(z.string(), z.number()).optional(),
  /** BCP 47. */
  languages: z.array(z.string()).optional(),
  /** Absent when no shift is known: then the agent counts as on shift. */
  onShift: z.boolean().optional(),
  /** The policy schedule that the agent works by; the lint reads it to find hours without a skill. */
  scheduleId: z.string().optional(),
  /** ISO 8601, UTC; the end of a planned absence. */
  absentUntil: z.string().nullable().optional(),
  /** Open effort points by queue id, for caps per queue. */
  queueLoads: z.record(z.string(), z.number()).optional(),
  /** ISO 8601, UTC; the last automatic assignment. */
  lastAssignedAt: z.string().nullable().optional(),
  /** Automatic assignments in the current rotation window, for rotation with weights. */
  recentAssignments: z.number().optional(),
});
export type Agent = z.infer<typeof Agent>;

/** Who could take a ticket, at the moment of the decision. */
export const Roster = z.object({ groups: z.array(Group), agents: z.array(Agent) });
export type Roster = z.infer<typeof Roster>;

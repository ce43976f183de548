import * as z from "zod";
import { Schedule } from "./schedule.ts";

export const Group = z.object({
  id: z.string(),
  name: z.string(),
  /** The help desk picks somebody of its own as soon as a ticket is in the group, so we name nobody. */
  assignsItself: z.boolean().optional(),
});
export type Group = z.infer<typeof Group>;

export const factSources = ["help desk", "signalbox", "assumed"] as const;
const FactSource = z.enum(factSources).optional();

/** An agent as one decision sees them. Never changed in place: who has changed is another object. */
export const Agent = z.object({
  id: z.string(),
  name: z.string(),
  groupIds: z.array(z.string()),
  /** May own tickets at all: not suspended, not removed, not a light agent. */
  active: z.boolean(),
  /** What the agent's status says: online and ready for tickets. */
  available: z.boolean(),
  /** Open tickets counted against the agent, in effort points, reservations included. */
  open: z.number(),
  /** Effort points the agent may hold; null means that the policy's default applies. */
  capacity: z.number().nullable(),
  email: z.string().nullable().optional(),
  /** Level by skill, 1 to 10. Absent when the roster keeps no skills. */
  skills: z.record(z.string(), z.number()).optional(),
  /** BCP 47. */
  languages: z.array(z.string()).optional(),
  /** Weekly hours; the policy's time zone when they name none. Absent when not known: then always on shift. */
  shift: Schedule.optional(),
  /** A lead has taken them out of routing until then. ISO 8601, UTC. */
  pausedUntil: z.string().nullable().optional(),
  /** Planned; ISO 8601, UTC, the end not in it. The stand-in is preferred where the absent agent would have been. */
  absence: z
    .object({ from: z.string(), until: z.string(), standInId: z.string().nullable() })
    .nullable()
    .optional(),
  /** Open effort points by queue id, for caps per queue. */
  queueLoads: z.record(z.string(), z.number()).optional(),
  /** Effort points by queue id that held tickets are about to take; see `keepRoom`. */
  kept: z.record(z.string(), z.number()).optional(),
  /** ISO 8601, UTC; the last automatic assignment. */
  lastAssignedAt: z.string().nullable().optional(),
  /** Turns taken in the rotation by queue id, each divided by the agent's weight; see `takeTurn`. */
  rotation: z.record(z.string(), z.number()).optional(),
  /** Held tickets handed out to them within the minutes of the queue's ramp. */
  handedOut: z.number().optional(),
  /** ISO 8601, UTC; when the oldest of those was handed out. */
  handedOutSince: z.string().nullable().optional(),
  /** Who said what, for the receipt. */
  sources: z
    .object({
      active: FactSource,
      available: FactSource,
      capacity: FactSource,
      skills: FactSource,
      languages: FactSource,
      shift: FactSource,
      pausedUntil: FactSource,
      absence: FactSource,
    })
    .optional(),
});
export type Agent = z.infer<typeof Agent>;

/** Who could take a ticket, at the moment of the decision. */
export const Roster = z.object({
  groups: z.array(Group),
  agents: z.array(Agent),
  /**
   * By queue id, how far its rotation has come: nobody counts as having had fewer turns, so that who joins or comes
   * back is not given everything; see `takeTurn`.
   */
  rotationFloor: z.record(z.string(), z.number()).optional(),
});
export type Roster = z.infer<typeof Roster>;

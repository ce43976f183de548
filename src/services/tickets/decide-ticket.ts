import type { Claim } from "../../db/queries/claimed-cycles.ts";
import type { StoredPolicy } from "../../db/queries/policies.ts";
import type { Decision } from "../../routing/decide.ts";
import type { Signals } from "../../routing/signals.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { Ticket } from "../../routing/ticket.ts";
import type { ServiceContext } from "../context.ts";
import { createGroupCommit } from "../group-commit.ts";
import { decideTickets } from "./decide-tickets.ts";

export interface DecisionRequest {
  key: Claim;
  ticket: Ticket;
  signals: Signals;
  policy: StoredPolicy;
  /** ISO 8601; when nobody could take the ticket for the first time, and null for one that was not held. */
  heldSince: string | null;
  /** To whom a plan gives it that a lead applied. */
  plannedAgentId?: string | null;
  /** Set when the ticket is to leave its owner. */
  reassign?: Snapshot["reassign"];
  /** The help desk's own engine chooses the person. */
  helpdeskPicks: boolean;
}

export interface MadeDecision {
  id: string;
  decision: Decision;
  sentence: string;
  /** Whether the help desk is to be written to. */
  isToBeWritten: boolean;
}

/** Bounds how long others wait for the installation's lock. */
export const largestGroup = 128;

/**
 * Decides one ticket; those of an installation that wait for their turn at the same time take it together.
 *
 * @returns null when the ticket is in somebody else's hands by now
 */
export function decideTicket(
  context: ServiceContext,
  request: DecisionRequest,
): Promise<MadeDecision | null> {
  const { installationId } = request.key;
  let group = context.decisionGroups.get(installationId);
  if (!group) {
    const commit = (requests: DecisionRequest[]) => decideTickets(context, { installationId, requests });
    group = createGroupCommit({
      platform: context.platform,
      largestGroup,
      // They take turns at the installation's lock.
      lanes: 1,
      commit,
    });
    context.decisionGroups.set(installationId, group);
  }
  return group.add(request);
}

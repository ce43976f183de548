import type { Db } from "../../db/database.ts";
import { findInstallation } from "../../db/queries/installations.ts";
import { findActivePolicy } from "../../db/queries/policies.ts";
import { listAgents } from "../../db/queries/roster.ts";
import { findLatestCycle, reopenCycle } from "../../db/queries/routing-cycles.ts";
import type { RoutingCycle } from "../../db/schema/index.ts";
import type { HelpdeskClient } from "../../ports/helpdesk.ts";
import type { Policy } from "../../routing/policy.ts";
import { leavesAtShiftEnd, leavesOnReopening } from "../../routing/reassignment.ts";
import type { reassignReasons } from "../../routing/snapshot.ts";
import type { Ticket } from "../../routing/ticket.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { isOutage, retryDelaySeconds } from "../helpdesk/outage.ts";
import { readRoster } from "../roster/read-roster.ts";
import { reviewOwnerJob } from "./review-owner-job.ts";
import { routeTicketsJobs } from "./route-tickets-jobs.ts";

/** What comes of itself; what somebody asks for is not reviewed. */
export type ReassignReason = Exclude<(typeof reassignReasons)[number], "asked for">;

const workedOn = ["new", "open"] as const;
/** The customer's answer would find nobody. */
const unsolved = ["new", "open", "pending", "hold"] as const;

/** About an hour; an outage that lasts longer ends as a failed job, which an admin can see and start again. */
const maxTries = 60;

/**
 * Looks whether a ticket is to leave its owner, and opens a new routing cycle for it if so: its owner has not touched
 * it in time, is not there although it was reopened, has gone home, or is not in the team any more. A ticket that is not open, that somebody else
 * has by now, or that is being routed, stays as it is. While the help desk is away or busy, the look waits for it.
 */
export async function reviewOwner(
  context: ServiceContext,
  input: { installationId: string; ticketId: string; reason: ReassignReason; tries?: number | undefined },
): Promise<{ outcome: "stays" | "leaves" | "later" }> {
  const tries = (input.tries ?? 0) + 1;
  try {
    return await review(context, input);
  } catch (error) {
    if (!isOutage(error) || tries >= maxTries) throw error;
    const delaySeconds = retryDelaySeconds(error, tries);
    await context.queue.enqueue(context.db, [reviewOwnerJob({ ...input, tries })], { delaySeconds });
    return { outcome: "later" };
  }
}

async function review(
  context: ServiceContext,
  input: { installationId: string; ticketId: string; reason: ReassignReason },
): Promise<{ outcome: "stays" | "leaves" }> {
  const { installationId, ticketId, reason } = input;
  const installation = await findInstallation(context.db, installationId);
  const policy = (await findActivePolicy(context.db, installationId))?.document;
  const latest = await findLatestCycle(context.db, installationId, ticketId);
  if (!installation || installation.status === "uninstalled") return { outcome: "stays" };
  if (!policy || !latest || latest.state === "pending") return { outcome: "stays" };
  const client = await openClient(context, installation);
  const ticket = await client.findTicket(ticketId);
  // Whoever is gone may have lost the ticket already: the help desk takes them away from who leaves.
  const owner = ticket?.assigneeId ?? (reason === "owner gone" ? latest.assigneeId : null);
  if (!ticket || !owner) return { outcome: "stays" };
  if (!(await isToLeave(context, { policy, latest, client, ticket, owner, reason }))) {
    return { outcome: "stays" };
  }
  const opened = await context.db.transaction(async (tx: Db) => {
    const key = await reopenCycle(tx, latest, {
      at: isoNow(context.platform),
      source: reason,
      fromAgentId: owner,
    });
    if (key) await context.queue.enqueue(tx, routeTicketsJobs([key]));
    return key;
  });
  context.queue.wake();
  return { outcome: opened ? "leaves" : "stays" };
}

async function isToLeave(
  context: ServiceContext,
  input: {
    policy: Policy;
    latest: RoutingCycle;
    client: HelpdeskClient;
    ticket: Ticket;
    owner: string;
    reason: ReassignReason;
  },
): Promise<boolean> {
  const { policy, latest, client, ticket, owner, reason } = input;
  if (reason === "taken back") {
    // Only what we assigned is taken back, and only while the owner has neither answered nor set it waiting.
    if (latest.assigneeId !== owner || !isIn(ticket, workedOn)) return false;
    const sinceIso = latest.finishedAt ?? latest.openedAt;
    return !(await client.hasActed({ ticketId: ticket.id, agentId: owner, sinceIso: toIso(sinceIso) }));
  }
  if (reason === "owner gone") {
    const known = await listAgents(context.db, latest.installationId);
    return (
      isIn(ticket, unsolved) &&
      isGone(
        known.find(({ agentId }) => agentId === owner),
        ticket,
      )
    );
  }
  const roster = await readRoster(context.db, latest.installationId);
  const agent = roster.agents.find(({ id }) => id === owner);
  const now = isoNow(context.platform);
  if (reason === "owner absent") {
    return isIn(ticket, workedOn) && leavesOnReopening(policy, ticket, agent, now) !== null;
  }
  return agent !== undefined && leavesAtShiftEnd(policy, ticket, agent, now) !== null;
}

/** Whether they may not own it any more; of a group's former member, once the help desk has taken it away from them. */
function isGone(
  owner: Awaited<ReturnType<typeof listAgents>>[number] | undefined,
  { assigneeId, groupId }: Ticket,
): boolean {
  if (!owner || owner.hasLeft) return true;
  if (assigneeId !== null || groupId === null) return false;
  return !owner.active || !owner.groupIds.includes(groupId);
}

function isIn({ status }: Ticket, statuses: readonly Ticket["status"][]): boolean {
  return statuses.includes(status);
}

/** The database's own spelling is not everybody's. */
function toIso(instant: string): string {
  return new Date(instant).toISOString();
}

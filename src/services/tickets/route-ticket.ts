import { type Claim, claimCycle } from "../../db/queries/claimed-cycles.ts";
import { findOpenDecision, markDecision } from "../../db/queries/decisions.ts";
import { findInstallation } from "../../db/queries/installations.ts";
import { findActivePolicy, type StoredPolicy } from "../../db/queries/policies.ts";
import type { CycleKey } from "../../db/queries/routing-cycles.ts";
import { mirrorReading } from "../../db/queries/tickets.ts";
import type { Installation, RoutingCycle } from "../../db/schema/index.ts";
import type { HelpdeskClient } from "../../ports/helpdesk.ts";
import { reassignReasons, type Snapshot } from "../../routing/snapshot.ts";
import type { Ticket } from "../../routing/ticket.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { compilePolicy } from "../policies/compile-policy.ts";
import { syncRoster } from "../roster/sync-roster.ts";
import { readTicketSignals } from "../signals/read-ticket-signals.ts";
import { decideTicket, type MadeDecision } from "./decide-ticket.ts";
import { deletedEnd, endCycle } from "./end-cycle.ts";
import { postponeTicket } from "./postpone-ticket.ts";
import { recallTicket, wasReopened } from "./recall-ticket.ts";
import type { RouteOutcome } from "./route-outcome.ts";
import { settleOpenDecision } from "./settle-open-decision.ts";
import { writeDecision } from "./write-decision.ts";

/** Each round costs a read and a write; who loses as many races in a row comes back later. */
const maxRounds = 4;

/** The walk of one ticket: fresh ticket, roster, decide, reserve, write, record. */
export async function routeTicket(context: ServiceContext, key: CycleKey): Promise<RouteOutcome> {
  const startedMs = context.platform.now();
  // Asked together: each wait for the database counts where it is far away.
  const asked = findActivePolicy(context.db, key.installationId);
  // Looked at below, where a failure postpones the ticket.
  asked.catch(() => {});
  const [cycle, installation] = await Promise.all([
    claimCycle(context.db, key, { leaseSeconds: context.settings.leaseSeconds }),
    findInstallation(context.db, key.installationId),
  ]);
  if (!cycle || !installation) return { outcome: "not due" };
  const claim: Claim = { ...key, claimedUntil: cycle.claimedUntil };
  try {
    const policy = await asked;
    const client = await openClient(context, installation);
    return policy
      ? await routeInRounds(context, { key: claim, installation, policy, client, cycle, startedMs })
      : await endCycle(context, claim, { state: "failed", reason: "No policy has been saved yet." });
  } catch (error) {
    return postponeTicket(context, { installation, cycle, error });
  }
}

interface Route {
  key: Claim;
  installation: Installation;
  policy: StoredPolicy;
  client: HelpdeskClient;
  cycle: RoutingCycle;
  /** Milliseconds since 1970, before the cycle was claimed. */
  startedMs: number;
}

async function routeInRounds(context: ServiceContext, route: Route): Promise<RouteOutcome> {
  const { key, client } = route;
  const { integrationUserId } = route.installation;
  // What is sent by then is answered before somebody else may take the ticket over.
  const deadlineMs = route.startedMs + context.settings.leaseSeconds * 500;
  const { asksForPreviousAgent } = compilePolicy(context, route.policy);
  let { seen } = route.cycle;
  let refusals = 0;
  for (let round = 0; round < maxRounds && context.platform.now() < deadlineMs; round++) {
    const found = await client.findTicket(key.ticketId);
    if (!found) return endCycle(context, key, deletedEnd);
    const read = { ...found, reopened: wasReopened(found, route.cycle) };
    const [open, signals, ticket] = await Promise.all([
      findOpenDecision(context.db, key),
      readTicketSignals(context, { ...key, ticket: read }),
      asksForPreviousAgent
        ? recallTicket(context, { ...key, ticket: read, beforeIso: isoNow(context.platform) })
        : read,
      mirrorReading(context.db, toRow(key, read)),
    ]);
    const settled =
      open && (await settleOpenDecision(context, { open, ticket, client, seen, integrationUserId }));
    if (settled) return endCycle(context, key, settled);
    seen ??= ticket;
    if (ticket.groupId !== seen.groupId || ticket.assigneeId !== seen.assigneeId) {
      const reason = "Left alone, because somebody chose the group or the assignee meanwhile.";
      return endCycle(context, key, { state: "left alone", reason });
    }

    const made = await decideTicket(context, {
      key,
      ticket,
      signals,
      policy: route.policy,
      heldSince: route.cycle.heldSince,
      plannedAgentId: route.cycle.plannedAgentId,
      reassign: reassignOf(route.cycle),
      helpdeskPicks: route.installation.helpdeskPicks,
    });
    if (!made) return { outcome: "not due" };
    if (!made.isToBeWritten) return endUnwritten(context, key, made);
    if (context.platform.now() >= deadlineMs) break;

    const written = await writeDecision(context, {
      ticket,
      made,
      client,
      policy: route.policy.document,
      isPriorityTaken: ticket.priority !== seen.priority,
    });
    if (written.outcome === "ended") return endCycle(context, key, written.end);
    if (written.outcome === "conflict") await markDecision(context.db, made.id, "superseded");
    else {
      refusals += 1;
      if (refusals > 1) {
        return endCycle(context, key, { state: "failed", reason: written.reason, decisionId: made.id });
      }
      // Most refusals mean that the mirror is behind: somebody left a group a moment ago.
      await syncRoster(context, route.installation);
    }
  }
  return postponeTicket(context, {
    installation: route.installation,
    cycle: route.cycle,
    error: new Error("others kept changing the ticket, or it took too long"),
  });
}

function endUnwritten(context: ServiceContext, key: Claim, made: MadeDecision): Promise<RouteOutcome> {
  const { outcome, receipt } = made.decision;
  if (outcome === "hold" && receipt.writes) {
    // Held again, with nothing to change on the ticket.
    const reason = made.sentence;
    return endCycle(context, key, { state: "held", reason, decisionId: made.id, held: made.decision });
  }
  const state = receipt.leaveReason === "group missing" ? "failed" : "left alone";
  const wouldHave =
    receipt.mode === "canary"
      ? "Outside the canary share, nothing was written."
      : "Shadow mode, nothing was written.";
  const reason =
    outcome === "leave alone" ? made.sentence : `${wouldHave} It would have been: ${made.sentence}`;
  return endCycle(context, key, { state, reason, decisionId: made.id });
}

function toRow(key: CycleKey, ticket: Ticket) {
  const { status, priority, groupId, assigneeId, createdAt, updatedAt } = ticket;
  return { ...key, status, priority, groupId, assigneeId, createdAt, updatedAt };
}

/** What a cycle was opened for, if it was to take a ticket from its owner. */
function reassignOf({ source, fromAgentId }: RoutingCycle): Snapshot["reassign"] {
  const reason = reassignReasons.find((known) => known === source);
  return reason && fromAgentId !== null ? { fromAgentId, reason } : undefined;
}

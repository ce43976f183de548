import { listDecisions } from "../../db/queries/decisions.ts";
import { findPolicy } from "../../db/queries/policies.ts";
import { findLatestCycle } from "../../db/queries/routing-cycles.ts";
import type { RoutingCycle, StoredDecision } from "../../db/schema/index.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import { type Change, whatWouldChange } from "../../routing/counterfactual.ts";
import { decideCompiled } from "../../routing/decide.ts";
import { explainChange } from "../../routing/explain/explain-change.ts";
import type { Receipt } from "../../routing/receipt.ts";
import type { Roster } from "../../routing/roster.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { ServiceContext } from "../context.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { getInstallation } from "../installations/connect-installation.ts";
import { compilePolicy } from "../policies/compile-policy.ts";
import { readRoster } from "../roster/read-roster.ts";

export interface TicketChanges {
  /** Whether deciding again gave what was decided then; if not, the ticket or the team has changed since. */
  isAsThen: boolean;
  /** The smallest first. */
  changes: (Change & { sentence: string })[];
}

const shownChanges = 6;

/**
 * What would have sent a ticket elsewhere. The text of a ticket is not kept, so it is read again; loads and signals are
 * those of the receipt.
 *
 * @throws NotFoundError for a ticket without a decision, or that the help desk does not have any more
 */
export async function listChanges(
  context: ServiceContext,
  input: { installationId: string; ticketId: string },
): Promise<TicketChanges> {
  const { installationId, ticketId } = input;
  const cycle = await findLatestCycle(context.db, installationId, ticketId);
  const decisions = await listDecisions(context.db, installationId, ticketId);
  const decided = decisions.find(({ id }) => id === cycle?.decisionId) ?? decisions[0];
  const stored = decided && (await findPolicy(context.db, installationId, decided.policyVersion));
  if (!cycle || !decided || !stored) throw new NotFoundError(`a decision about ticket ${ticketId}`);
  const client = await openClient(context, await getInstallation(context, installationId));
  const ticket = await client.findTicket(ticketId);
  if (!ticket) throw new NotFoundError(`ticket ${ticketId}`);
  const roster = withLoadsOf(decided.receipt, await readRoster(context.db, installationId));
  const snapshot = snapshotOf(cycle, decided, { ticket: { ...ticket, status: "new" }, roster });
  const compiled = compilePolicy(context, stored);
  const { receipt } = decideCompiled(compiled, snapshot);
  return {
    isAsThen:
      receipt.outcome === decided.receipt.outcome &&
      receipt.queue?.id === decided.receipt.queue?.id &&
      receipt.chosen?.agentId === decided.receipt.chosen?.agentId,
    changes: whatWouldChange(compiled, snapshot, { limit: shownChanges }).map((change) => ({
      ...change,
      sentence: explainChange(change),
    })),
  };
}

/** The ticket as the cycle first read it: what our own write set is no reason for itself. */
function snapshotOf(
  { seen, heldSince }: RoutingCycle,
  { receipt }: StoredDecision,
  now: Pick<Snapshot, "ticket" | "roster">,
): Snapshot {
  const { groupId = null, assigneeId = null, priority = now.ticket.priority } = seen ?? {};
  const added = new Set(receipt.update.addTags ?? []);
  const tags = now.ticket.tags.filter((tag) => !added.has(tag));
  return {
    ticket: { ...now.ticket, groupId, assigneeId, priority, tags },
    signals: receipt.signals,
    roster: now.roster,
    now: receipt.decidedAt,
    ...(receipt.reassign && {
      reassign: { fromAgentId: receipt.reassign.fromAgentId, reason: receipt.reassign.reason },
    }),
    ...(heldSince !== null && Date.parse(heldSince) < Date.parse(receipt.decidedAt) && { heldSince }),
    ...(receipt.groupReason === "help desk picks" && { helpdeskPicks: true }),
  };
}

/** What each candidate held then; the rest of the roster is today's. */
function withLoadsOf(receipt: Receipt, roster: Roster): Roster {
  const byId = new Map(receipt.candidates.map((candidate) => [candidate.agentId, candidate]));
  return {
    ...roster,
    agents: roster.agents.map((agent) => {
      const { open = agent.open } = byId.get(agent.id) ?? {};
      return { ...agent, open };
    }),
  };
}

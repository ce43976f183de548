import { listHeldTickets } from "../../db/queries/held-tickets.ts";
import { findActivePolicy } from "../../db/queries/policies.ts";
import { InputError, NotFoundError } from "../../ports/app-error.ts";
import { decideCompiled } from "../../routing/decide.ts";
import { explain } from "../../routing/explain.ts";
import type { Receipt } from "../../routing/receipt.ts";
import type { Ticket } from "../../routing/ticket.ts";
import { untraced } from "../../routing/tracing.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { getInstallation } from "../installations/connect-installation.ts";
import { compilePolicy } from "../policies/compile-policy.ts";
import { readTicketSignals } from "../signals/read-ticket-signals.ts";
import { decideInTurn } from "./decide-in-turn.ts";
import { readAssignableRoster } from "./read-assignable-roster.ts";
import { recallTicket } from "./recall-ticket.ts";

export const previewKinds = [
  /** As if it had just been created, whoever has it. */
  "new",
  /** As routing it anew would: whoever has it gives it up. */
  "re-route",
] as const;

export interface TicketPreview {
  policyVersion: number;
  sentence: string;
  receipt: Receipt;
}

/** So many held tickets keep their room from this one, as in routing itself. */
const heldInView = 200;

/**
 * Where a ticket would go now, by the policy in force and the room that there is. Nothing is written, reserved or
 * recorded; until it is really routed, others may have taken the place.
 *
 * @throws NotFoundError for a ticket that the help desk does not have
 */
export async function previewTicket(
  context: ServiceContext,
  input: { installationId: string; ticketId: string; as: (typeof previewKinds)[number] },
): Promise<TicketPreview> {
  const { installationId, ticketId, as } = input;
  const installation = await getInstallation(context, installationId);
  const stored = await findActivePolicy(context.db, installationId);
  if (!stored) throw new InputError("no policy has been saved yet");
  const found = await (await openClient(context, installation)).findTicket(ticketId);
  if (!found) throw new NotFoundError(`ticket ${ticketId}`);
  const ticket = await recallTicket(context, {
    installationId,
    ticket: as === "new" ? asCreated(found) : found,
    // As new, it has nothing behind it.
    cycle: as === "new" ? 1 : null,
    beforeIso: isoNow(context.platform),
  });
  const signals = await readTicketSignals(context, { installationId, ticket });
  const compiled = compilePolicy(context, stored);
  const now = isoNow(context.platform);
  const { policy } = compiled;
  const roster = await readAssignableRoster(
    { tx: context.db, rosters: context.rosters },
    { installationId, policy, ticketIds: [ticketId], now, isPaced: false },
  );
  const held = (await listHeldTickets(context.db, { installationId, limit: heldInView }))
    .filter((other) => !other.isTaken && other.ticketId !== ticketId)
    .map(({ demand }) => demand);
  const place = decideInTurn({
    compiled,
    roster,
    held,
    now,
    tracing: untraced,
    request: {
      key: { installationId, ticketId, cycle: 0, claimedUntil: null },
      ticket,
      signals,
      policy: stored,
      heldSince: null,
      reassign:
        ticket.assigneeId === null ? undefined : { fromAgentId: ticket.assigneeId, reason: "asked for" },
      helpdeskPicks: installation.helpdeskPicks,
    },
  });
  const { receipt } = decideCompiled(compiled, place.snapshot());
  return { policyVersion: stored.version, sentence: explain(receipt), receipt };
}

function asCreated(ticket: Ticket): Ticket {
  return { ...ticket, status: "new", groupId: null, assigneeId: null };
}

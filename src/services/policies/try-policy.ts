import type { Db } from "../../db/database.ts";
import { listDecisions } from "../../db/queries/decisions.ts";
import { findActivePolicy } from "../../db/queries/policies.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import { type CompiledPolicy, compile } from "../../routing/compile.ts";
import { decideCompiled } from "../../routing/decide.ts";
import { expandReceipt } from "../../routing/expand-receipt.ts";
import { explain } from "../../routing/explain.ts";
import type { Policy } from "../../routing/policy.ts";
import type { PolicyProblem } from "../../routing/policy-problem.ts";
import type { Receipt, RuleTrace } from "../../routing/receipt.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { Ticket } from "../../routing/ticket.ts";
import { validatePolicy } from "../../routing/validate-policy.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { getInstallation } from "../installations/connect-installation.ts";
import { readTicketSignals } from "../signals/read-ticket-signals.ts";
import { readAssignableRoster } from "../tickets/read-assignable-roster.ts";
import { recallTicket } from "../tickets/recall-ticket.ts";
import { asArrived } from "./as-arrived.ts";
import { compilePolicy } from "./compile-policy.ts";
import { type TypedTicket, toTicket } from "./typed-ticket.ts";

export type TryOutcome =
  | { outcome: "not a policy"; problems: PolicyProblem[] }
  | {
      outcome: "decided";
      /** What was looked at; of a ticket by its number its subject, so that one sees that it is the right one. */
      ticket: { id: string | null; subject: string };
      receipt: Receipt;
      sentence: string;
      rules: RuleTrace[];
      /** What the version in force makes of the same ticket at the same moment. */
      inForce: { version: number; sentence: string; receipt: Receipt };
    };

/**
 * Where a ticket would go under a policy that is not published, with the people who are there now. Nothing is written,
 * recorded or reserved. A real ticket is read afresh, and looked at as it was before anybody routed it.
 *
 * @param input.document the version in force when absent
 * @throws NotFoundError
 */
export async function tryPolicy(
  context: ServiceContext,
  input: {
    installationId: string;
    document?: unknown;
    ticket: { id: string } | { typed: TypedTicket };
  },
): Promise<TryOutcome> {
  const { installationId } = input;
  const active = await findActivePolicy(context.db, installationId);
  if (!active) throw new NotFoundError("a policy of this installation");
  const validation = validatePolicy(input.document ?? active.document);
  if (!validation.ok) return { outcome: "not a policy", problems: validation.problems };

  const now = isoNow(context.platform);
  const ticket =
    "typed" in input.ticket
      ? toTicket(input.ticket.typed, now)
      : await readTicket(context, { installationId, ticketId: input.ticket.id });
  const signals = await readTicketSignals(context, { installationId, ticket });
  const decideUnder = async (policy: Policy, compiled: CompiledPolicy) => {
    const roster = await readRosterFor(context, { installationId, policy, ticket, now });
    const snapshot: Snapshot = { ticket, signals, roster, now };
    const { receipt } = decideCompiled(compiled, snapshot);
    return { receipt, sentence: explain(receipt) };
  };

  const draft = compile(awake(validation.policy));
  const tried = await decideUnder(validation.policy, draft);
  const current = await decideUnder(active.document, compilePolicy(context, active));
  const id = "typed" in input.ticket ? null : ticket.id;
  return {
    outcome: "decided",
    ticket: { id, subject: ticket.subject },
    ...tried,
    rules: expandReceipt(tried.receipt, draft),
    inForce: { version: active.version, ...current },
  };
}

/** A policy that is switched off would say nothing else than that. */
export function awake(policy: Policy): Policy {
  return policy.mode === "off" ? { ...policy, mode: "shadow" } : policy;
}

async function readTicket(
  context: ServiceContext,
  input: { installationId: string; ticketId: string },
): Promise<Ticket> {
  const { installationId, ticketId } = input;
  const client = await openClient(context, await getInstallation(context, installationId));
  const ticket = await client.findTicket(ticketId);
  if (!ticket) throw new NotFoundError(`ticket ${ticketId}`);
  return recallTicket(context, {
    installationId,
    ticket: asArrived(ticket, await listDecisions(context.db, installationId, ticketId)),
    cycle: 1,
    beforeIso: ticket.createdAt,
  });
}

/** Who could take the ticket, without the room that it takes up now. */
function readRosterFor(
  context: ServiceContext,
  input: { installationId: string; policy: Policy; ticket: Ticket; now: string },
) {
  const { installationId, policy, ticket, now } = input;
  return context.db.transaction(async (tx: Db) => {
    const roster = await readAssignableRoster(
      { tx, rosters: context.rosters },
      { installationId, policy, ticketIds: [ticket.id], now, isPaced: false },
    );
    roster.release(ticket.id);
    return roster.current();
  });
}

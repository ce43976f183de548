import { markDecision, markRestoring } from "../../db/queries/decisions.ts";
import type { Restoration, StoredDecision } from "../../db/schema/index.ts";
import type { HelpdeskClient, Replaced } from "../../ports/helpdesk.ts";
import type { TicketFacts } from "../../ports/helpdesk-delivery.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { type CycleEnd, deletedEnd, stateOf } from "./end-cycle.ts";
import { factsOf } from "./facts-of.ts";
import { isDone } from "./is-done.ts";
import { stillReplaced } from "./still-replaced.ts";

type PutBackDecision = Pick<StoredDecision, "id" | "receipt" | "demand">;

interface PutBack {
  decision: PutBackDecision;
  client: HelpdeskClient;
  restoration: Restoration;
  /** The ticket as it was read last, where it may have been changed since our write. */
  latest?: TicketFacts;
}

/** So many people in one second are not to be expected. */
const maxTries = 5;

/**
 * Puts back what our write replaced, because a human had set it in the same second. The intent is stored first,
 * so that a crash or a lost reply does not leave the human overwritten; and what somebody changed after our write
 * stays as they left it, each field by itself.
 */
export async function putBack(context: ServiceContext, input: PutBack): Promise<CycleEnd> {
  const { client, decision } = input;
  let { replaced, ours } = input.restoration;
  let latest = input.latest ?? ours;
  let isPutBack = false;
  for (let tries = 0; tries < maxTries; tries++) {
    replaced = stillReplaced(replaced, { ours, latest });
    if (Object.keys(replaced).length === 0) return ended(context, { ...input, latest, isPutBack });
    await markRestoring(context.db, decision.id, { replaced, ours });
    const result = await client.restoreTicket(latest, withAssignee(decision, replaced, latest));
    if (result.outcome === "refused") break;
    if (result.outcome === "gone") return gone(context, decision.id);
    if (result.outcome === "updated") {
      isPutBack = true;
      latest = result.ticket;
      if (!result.replaced) return ended(context, { ...input, latest, isPutBack });
      replaced = result.replaced;
      ours = result.ticket;
      continue;
    }
    const now = await client.findTicket(ours.ticketId);
    if (!now) return gone(context, decision.id);
    latest = { ticketId: ours.ticketId, ...factsOf(now) };
  }
  await markDecision(context.db, decision.id, "applied");
  const reason =
    "Someone changed the ticket in the same second, and what they set could not be put back. Please look at it.";
  return { state: "failed", reason, decisionId: decision.id, facts: latest };
}

/** Who is put back into a group of a human's choice must not keep our assignee, who need not be a member there. */
function withAssignee(decision: PutBackDecision, replaced: Replaced, latest: TicketFacts): Replaced {
  if (replaced.groupId === undefined) return replaced;
  const keepsAssignee = decision.receipt.update.assigneeId === undefined;
  return { ...replaced, assigneeId: replaced.assigneeId ?? (keepsAssignee ? latest.assigneeId : null) };
}

async function gone(context: ServiceContext, decisionId: string): Promise<CycleEnd> {
  await markDecision(context.db, decisionId, "superseded");
  return { ...deletedEnd, decisionId };
}

async function ended(
  context: ServiceContext,
  input: PutBack & { latest: TicketFacts; isPutBack: boolean },
): Promise<CycleEnd> {
  const { decision, latest } = input;
  const decisionId = decision.id;
  if (isDone(decision, latest)) {
    return {
      state: stateOf(decision.receipt, latest.assigneeId),
      reason: "Assigned; the priority that someone set in the same second was kept.",
      decisionId,
      appliedAt: isoNow(context.platform),
      facts: latest,
      held: decision,
    };
  }
  await markDecision(context.db, decisionId, "superseded");
  const reason = input.isPutBack
    ? "Left alone, because someone changed the ticket in the same second; what they set was put back."
    : "Left alone, because someone changed the ticket in the same second, and it was changed again after that.";
  // Whoever has it now has that much less room.
  return { state: "left alone", reason, decisionId, facts: latest };
}

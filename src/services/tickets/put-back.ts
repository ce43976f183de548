import { markDecision, markRestoring } from "../../db/queries/decisions.ts";
import type { Restoration, StoredDecision } from "../../db/schema/index.ts";
import type { HelpdeskClient, Replaced, TicketFacts } from "../../ports/helpdesk.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import type { CycleEnd } from "./end-cycle.ts";

type PutBackDecision = Pick<StoredDecision, "id" | "receipt" | "demand">;

/** So many people in one second are not to be expected. */
const maxTries = 5;

/**
 * Puts back what our write replaced, because a human had set it in the same second. The intent is stored first,
 * so that a crash or a lost reply does not leave the human overwritten; and who changes the ticket after our
 * write keeps that.
 */
export async function putBack(
  context: ServiceContext,
  input: { decision: PutBackDecision; client: HelpdeskClient; restoration: Restoration },
): Promise<CycleEnd> {
  const { client } = input;
  const decisionId = input.decision.id;
  let { ours } = input.restoration;
  const keepsAssignee = input.decision.receipt.update.assigneeId === undefined;
  const withAssignee = (one: Replaced, left: TicketFacts): Replaced =>
    // Who is put back into a group of a human's choice must not keep our assignee, who need not be a member there.
    one.groupId === undefined
      ? one
      : { ...one, assigneeId: one.assigneeId ?? (keepsAssignee ? left.assigneeId : null) };
  let replaced = withAssignee(input.restoration.replaced, ours);
  for (let tries = 0; tries < maxTries; tries++) {
    await markRestoring(context.db, decisionId, { replaced, ours });
    const result = await client.restoreTicket(ours, replaced);
    if (result.outcome === "updated" && result.replaced) {
      replaced = withAssignee(result.replaced, result.ticket);
      ours = result.ticket;
      continue;
    }
    if (result.outcome === "refused") break;
    if (result.outcome !== "conflict") return ended(context, input, replaced);
    const now = await client.findTicket(ours.ticketId);
    if (!now || !stillOurs(now, ours)) return ended(context, input, replaced);
    ours = { ...ours, updatedAt: now.updatedAt };
  }
  await markDecision(context.db, decisionId, "applied");
  const reason =
    "Someone changed the ticket in the same second, and what they set could not be put back. Please look at it.";
  return { state: "failed", reason, decisionId };
}

function stillOurs(now: Pick<TicketFacts, "groupId" | "assigneeId">, ours: TicketFacts): boolean {
  return now.groupId === ours.groupId && now.assigneeId === ours.assigneeId;
}

async function ended(
  context: ServiceContext,
  input: { decision: PutBackDecision; restoration: Restoration },
  replaced: Replaced,
): Promise<CycleEnd> {
  const { decision, restoration } = input;
  const decisionId = decision.id;
  if (replaced.groupId === undefined && replaced.assigneeId === undefined) {
    const reason = "Assigned; the priority that someone set in the same second was kept.";
    const appliedAt = isoNow(context.platform);
    return {
      state: restoration.ours.assigneeId === null ? "held" : "assigned",
      reason,
      decisionId,
      appliedAt,
      facts: restoration.ours,
      held: decision,
    };
  }
  await markDecision(context.db, decisionId, "superseded");
  return {
    state: "left alone",
    reason: "Left alone, because someone changed the ticket in the same second; what they set was put back.",
    decisionId,
  };
}

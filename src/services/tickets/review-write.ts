import type { Db } from "../../db/database.ts";
import { findDecision, markDecision } from "../../db/queries/decisions.ts";
import { findInstallation } from "../../db/queries/installations.ts";
import { amendCycle, findLatestCycle } from "../../db/queries/routing-cycles.ts";
import { forgetTicket, mirrorTickets } from "../../db/queries/tickets.ts";
import type { Job } from "../../jobs/job-types.ts";
import type { ServiceContext } from "../context.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { isOutage, retryDelaySeconds } from "../helpdesk/outage.ts";
import { factsOf } from "./facts-of.ts";
import { handOutJob } from "./hand-out-job.ts";
import { putBack } from "./put-back.ts";
import { replacedByWrite } from "./replaced-by-write.ts";
import { asWritten } from "./settle-open-decision.ts";
import { stillReplaced } from "./still-replaced.ts";

type ReviewWrite = Extract<Job, { name: "review-write" }>["payload"];

/** About a quarter of an hour: an outage that lasts longer ends as a failed job, which an admin can see and start again. */
const maxTries = 20;

/**
 * Holds a help desk's account of our own write against what we had read. Where nothing guards the write itself, this is
 * how a human is noticed who set something in the last moment before it; what they set is put back.
 */
export async function reviewWrite(
  context: ServiceContext,
  input: ReviewWrite,
): Promise<{ outcome: "as decided" | "later" | "put back" }> {
  const tries = input.tries + 1;
  try {
    const reviewed = await review(context, input);
    if (reviewed.outcome !== "later" || tries >= maxTries) return reviewed;
    await reviewLater(context, { ...input, tries }, retryDelaySeconds(undefined, tries + 1));
  } catch (error) {
    if (!isOutage(error) || tries >= maxTries) throw error;
    await reviewLater(context, { ...input, tries }, retryDelaySeconds(error, tries));
  }
  return { outcome: "later" };
}

function reviewLater(context: ServiceContext, payload: ReviewWrite, delaySeconds: number): Promise<void> {
  return context.queue.enqueue(context.db, [{ name: "review-write", payload }], { delaySeconds });
}

async function review(
  context: ServiceContext,
  { installationId, ticketId, changes }: ReviewWrite,
): ReturnType<typeof reviewWrite> {
  const cycle = await findLatestCycle(context.db, installationId, ticketId);
  // The account of a write may come before the write's own reply was recorded, and that one may have been lost.
  if (cycle?.state === "pending") return { outcome: "later" };
  // Of a held ticket it is known how our write left it, and not any more how it was before.
  const isEnded = cycle?.state === "assigned" || cycle?.state === "grouped";
  const decision = isEnded && cycle.decisionId ? await findDecision(context.db, cycle.decisionId) : undefined;
  const replaced =
    decision?.writeState === "applied" && cycle?.seen
      ? replacedByWrite({ seen: cycle.seen, update: decision.receipt.update, changes })
      : undefined;
  const installation = await findInstallation(context.db, installationId);
  if (!cycle || !decision || !replaced || !installation?.sealedCredentials) return { outcome: "as decided" };

  const client = await openClient(context, installation);
  const ticket = await client.findTicket(ticketId);
  if (!ticket) return { outcome: "as decided" };
  const latest = { ticketId, ...factsOf(ticket) };
  const restoration = { replaced, ours: asWritten(decision.receipt.update, latest) };
  // Whoever has changed a field since then has seen what we did with it.
  const isAny = Object.keys(stillReplaced(replaced, { ours: restoration.ours, latest })).length > 0;
  if (!isAny) return { outcome: "as decided" };
  const end = await putBack(context, { decision, client, restoration, latest });
  const { state, reason } = end;
  await context.db.transaction(async (tx: Db) => {
    const assigneeId = state === "assigned" ? (end.facts?.assigneeId ?? null) : null;
    if (end.appliedAt) await markDecision(tx, decision.id, "applied", end.appliedAt);
    await amendCycle(tx, cycle, { state, reason, assigneeId });
    if (end.isGone) await forgetTicket(tx, installationId, ticketId);
    else if (end.facts) await mirrorTickets(tx, [{ installationId, ...end.facts }]);
    if (state !== "assigned") await context.queue.enqueue(tx, [handOutJob({ installationId })]);
  });
  context.platform.log.info("a human's change put back", { installationId, ticketId, state });
  return { outcome: "put back" };
}

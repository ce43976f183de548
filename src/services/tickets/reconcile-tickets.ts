import type { Db } from "../../db/database.ts";
import { updateInstallation } from "../../db/queries/installations.ts";
import { openCycles } from "../../db/queries/routing-cycles.ts";
import { listSolved, mirrorList } from "../../db/queries/tickets.ts";
import { readClock } from "../../db/read-clock.ts";
import type { Installation } from "../../db/schema/index.ts";
import type { TicketFacts } from "../../ports/helpdesk-delivery.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { handOutJob } from "./hand-out-job.ts";
import { reviewOwnerJob } from "./review-owner-job.ts";
import { routeTicketsJobs } from "./route-tickets-jobs.ts";

const batchSize = 100;
/** The help desk's clock and ours differ, and a listing is not a snapshot; so each sweep looks back a little. */
const overlapMs = 120_000;

/** Asks the help desk what changed, repairs the mirror, and routes the tickets whose webhook never came. */
export async function reconcileTickets(
  context: ServiceContext,
  installation: Installation,
): Promise<{ seen: number; found: number }> {
  const startedAtMs = context.platform.now();
  const askedAt = await readClock(context.db);
  const client = await openClient(context, installation);
  const connectedAtMs = Date.parse(installation.createdAt);
  const sinceMs = installation.sweptUntil ? Date.parse(installation.sweptUntil) - overlapMs : connectedAtMs;
  // The help desk stamps whole seconds.
  const sinceIso = new Date(Math.floor(sinceMs / 1000) * 1000).toISOString();
  let seen = 0;
  let found = 0;
  let batch: TicketFacts[] = [];
  const flush = async () => {
    seen += batch.length;
    found += await recordBatch(context, installation, batch, { connectedAtMs, startedAtMs, askedAt });
    batch = [];
  };
  let reachedIso = "";
  try {
    for await (const facts of client.listTicketsSince(sinceIso)) {
      batch.push(facts);
      reachedIso = facts.updatedAt;
      if (batch.length >= batchSize) await flush();
    }
    await flush();
  } catch (error) {
    // After a long outage a limit may end the list early; the next sweep goes on from there instead of anew.
    if (client.listsOldestFirst && reachedIso !== "") {
      await flush();
      await updateInstallation(context.db, installation.id, { sweptUntil: reachedIso });
    }
    throw error;
  }
  // What was repaired may have made room, and nobody else would notice before the next round.
  if (seen > 0) await context.queue.enqueue(context.db, [handOutJob({ installationId: installation.id })]);
  const sweptUntil = new Date(startedAtMs).toISOString();
  await updateInstallation(context.db, installation.id, { sweptUntil });
  context.queue.wake();
  if (found > 0)
    context.platform.log.info("missed tickets found", { installationId: installation.id, found });
  return { seen, found };
}

async function recordBatch(
  context: ServiceContext,
  installation: Installation,
  batch: TicketFacts[],
  input: { connectedAtMs: number; startedAtMs: number; askedAt: string },
): Promise<number> {
  if (batch.length === 0) return 0;
  const installationId = installation.id;
  const at = isoNow(context.platform);
  const youngestMs = input.startedAtMs - context.settings.sweepMinAgeSeconds * 1000;
  const unrouted = batch.filter((facts) => {
    const createdAtMs = Date.parse(facts.createdAt);
    // Tickets from before the connection are nobody's business but the team's.
    const isOurs = createdAtMs >= Math.floor(input.connectedAtMs / 1000) * 1000;
    const isOpen = facts.status !== "solved" && facts.status !== "closed";
    return isOurs && isOpen && facts.assigneeId === null && createdAtMs <= youngestMs;
  });
  const owned = batch.filter(({ status, assigneeId }) => isOpenWork(status) && assigneeId !== null);
  const opened = await context.db.transaction(async (tx: Db) => {
    const ticketIds = owned.map(({ ticketId }) => ticketId);
    const solved = await listSolved(tx, { installationId, ticketIds });
    await mirrorList(
      tx,
      batch.map((facts) => ({ installationId, ...facts })),
      input.askedAt,
    );
    const keys = await openCycles(
      tx,
      unrouted.map(({ ticketId }) => ({ installationId, ticketId, cycle: 1, source: "sweep" as const, at })),
    );
    await context.queue.enqueue(tx, [
      ...routeTicketsJobs(keys),
      ...[...solved].map((ticketId) => reviewOwnerJob({ installationId, ticketId, reason: "owner absent" })),
    ]);
    return keys.length;
  });
  return opened;
}

function isOpenWork(status: TicketFacts["status"]): boolean {
  return status === "new" || status === "open";
}

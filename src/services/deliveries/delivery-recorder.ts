import type { Database } from "../../db/database.ts";
import { countRejections } from "../../db/queries/deliveries.ts";
import {
  type DeliveryEntry,
  deliveryName,
  recordDeliveries,
  type TicketKey,
} from "../../db/queries/record-deliveries.ts";
import type { CycleKey } from "../../db/queries/routing-cycles.ts";
import type { Job } from "../../jobs/job-types.ts";
import { AppError } from "../../ports/app-error.ts";
import type { WrittenChanges } from "../../ports/helpdesk-delivery.ts";
import type { ServiceContext } from "../context.ts";
import { isoNow } from "../context.ts";
import { createGroupCommit } from "../group-commit.ts";
import { refreshRosterJob } from "../roster/refresh-roster-job.ts";
import { handOutJob } from "../tickets/hand-out-job.ts";
import { reviewOwnerJob } from "../tickets/review-owner-job.ts";
import { routeTicketsJobs } from "../tickets/route-tickets-jobs.ts";

/** Bounds how long one commit takes, and with it how long a delivery waits for the one before. */
const largestGroup = 64;
/** The first message goes at once; in a burst the next ones share a commit, for each of those slows the intake. */
const messageSpacingMs = 25;
/** Past this the database is not keeping up; refusing tells the help desk to come again. */
const maxWaiting = 5_000;

/** `gone`: the installation was deleted a moment ago. */
type RecordOutcome = "recorded" | "duplicate" | "gone";

export interface DeliveryRecorder {
  /** Resolves once the delivery and its routing cycle are committed; rejects when they are not. */
  record(entry: DeliveryEntry): Promise<RecordOutcome>;
  /** Counts a refused delivery; nobody waits for it. */
  countRejection(installationId: string, reason: string): void;
  /** Resolves when nothing is waiting any more. */
  drain(): Promise<void>;
}

/**
 * Commits deliveries in groups.
 *
 * @param options.isShared whether other requests may share it: nobody else comes to one that lives for one request
 */
export function createDeliveryRecorder(
  context: Pick<ServiceContext, "db" | "queue" | "platform">,
  { runPrepared, lanes }: Pick<Database, "runPrepared" | "lanes">,
  { isShared } = { isShared: true },
): DeliveryRecorder {
  const { platform } = context;
  const opened: CycleKey[] = [];
  const reopened: TicketKey[] = [];
  const changed = new Set<string>();
  const toVisit = new Set<string>();
  const toRefresh = new Set<string>();
  const ownWrites: Job[] = [];
  let waking: Promise<void> | undefined;

  const deliveries = createGroupCommit<DeliveryEntry, RecordOutcome>({
    platform,
    largestGroup,
    lanes,
    async commit(group) {
      const { recorded, gone, ...found } = await recordDeliveries(runPrepared, group);
      wakeUp(found, group);
      return group.map(({ row }) => {
        if (gone.includes(row.installationId)) return "gone";
        // Of two copies in one group, the first is the one that was recorded.
        return recorded.delete(deliveryName(row)) ? "recorded" : "duplicate";
      });
    },
  });
  /** Counted here and not queued: strangers must not be able to fill the memory while the database is slow. */
  const rejected = new Map<string, { installationId: string; reason: string; count: number }>();
  const rejections = createGroupCommit<undefined, void>({
    platform,
    largestGroup: 1,
    lanes: 1,
    async commit() {
      const at = isoNow(platform);
      const rows = [...rejected.values()].map((row) => ({ ...row, at }));
      rejected.clear();
      if (rows.length === 0) return [];
      await countRejections(context.db, rows).catch((error: unknown) =>
        platform.log.error("rejections not counted", { error }),
      );
      return [];
    },
  });

  /** Off the path of the answer: the cycles are committed, and one whose message gets lost is found by the sweep. */
  function wakeUp(
    found: { opened: CycleKey[]; reopened: TicketKey[]; holding: string[] },
    group: DeliveryEntry[],
  ): void {
    opened.push(...found.opened);
    reopened.push(...found.reopened);
    // Whoever solves, reassigns or hands back a ticket may have made room for one that is held.
    for (const installationId of found.holding) changed.add(installationId);
    for (const { row, bringsSweepForward, refreshesRoster } of group) {
      if (bringsSweepForward) toVisit.add(row.installationId);
      if (refreshesRoster) toRefresh.add(row.installationId);
    }
    for (const { row, ownWrite } of group) {
      if (ownWrite && row.ticketId)
        ownWrites.push(reviewWriteJob(row.installationId, row.ticketId, ownWrite));
    }
    if (isAnythingToTell()) waking ??= sendMessages();
  }

  function isAnythingToTell(): boolean {
    return (
      opened.length + reopened.length + changed.size + toVisit.size + toRefresh.size + ownWrites.length > 0
    );
  }

  async function sendMessages(): Promise<void> {
    while (isAnythingToTell()) {
      const jobs = [
        ...routeTicketsJobs(opened.splice(0)),
        ...[...changed].map((installationId) => handOutJob({ installationId })),
        ...[...toVisit].map(visitJob),
        ...[...toRefresh].map((installationId) => refreshRosterJob({ installationId })),
        ...ownWrites.splice(0),
        ...reopened.splice(0).map((key) => reviewOwnerJob({ ...key, reason: "owner absent" })),
      ];
      changed.clear();
      toVisit.clear();
      toRefresh.clear();
      await context.queue
        .enqueue(context.db, jobs)
        .catch((error: unknown) => platform.log.error("jobs not enqueued", { error }));
      context.queue.wake();
      if (isShared) await new Promise((resolve) => setTimeout(resolve, messageSpacingMs));
    }
    waking = undefined;
  }

  return {
    record(entry) {
      if (deliveries.waiting() >= maxWaiting) {
        return Promise.reject(new AppError("busy", "the database does not keep up", "later"));
      }
      return deliveries.add(entry);
    },
    countRejection(installationId, reason) {
      const key = `${installationId}/${reason}`;
      const known = rejected.get(key);
      rejected.set(key, { installationId, reason, count: (known?.count ?? 0) + 1 });
      if (rejections.waiting() === 0) void rejections.add(undefined);
    },
    drain: async () => {
      await Promise.all([deliveries.drain(), rejections.drain()]);
      await waking;
    },
  };
}

function visitJob(installationId: string): Job {
  return { name: "visit-installation", payload: { installationId } };
}

function reviewWriteJob(installationId: string, ticketId: string, changes: WrittenChanges): Job {
  return { name: "review-write", payload: { installationId, ticketId, changes, tries: 0 } };
}

import type { Db } from "../../db/database.ts";
import { type Claim, postponeCycle } from "../../db/queries/claimed-cycles.ts";
import { releaseReservation } from "../../db/queries/roster.ts";
import type { Installation } from "../../db/schema/index.ts";
import { AppError } from "../../ports/app-error.ts";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import type { ServiceContext } from "../context.ts";
import { isOutage, retryDelaySeconds } from "../helpdesk/outage.ts";
import { disconnectInstallation, isDisconnection } from "../installations/change-status.ts";
import { endCycle } from "./end-cycle.ts";
import type { RouteOutcome } from "./route-outcome.ts";
import { routeTicketsJobs } from "./route-tickets-jobs.ts";

/** A failure that time alone will not heal is tried this often before it is given to a person. */
const maxAttempts = 6;

/** Decides what a failure means: try again when, or end as failed with the reason. */
export async function postponeTicket(
  context: ServiceContext,
  input: { installation: Installation; cycle: Claim & { attempts?: number }; error: unknown },
): Promise<RouteOutcome> {
  const { installation, error } = input;
  const { installationId, ticketId, cycle, claimedUntil } = input.cycle;
  const key = { installationId, ticketId, cycle };
  const claim = { ...key, claimedUntil };
  const attempts = input.cycle.attempts ?? 1;
  const reason = error instanceof Error ? error.message : "an unknown failure";
  context.platform.log.warn("ticket not routed", { installationId, ticketId, attempts, reason });

  if (isDisconnection(error)) {
    await disconnectInstallation(context, { installationId, reason });
  } else if (isFinal(error) || (!isOutage(error) && attempts >= maxAttempts)) {
    return endCycle(context, claim, { state: "failed", reason: `${capitalize(reason)}.` });
  }
  const delaySeconds = retryDelaySeconds(error, attempts);
  const isOurs = await context.db.transaction(async (tx: Db) => {
    const wasTried = !isRateLimited(error);
    if (!(await postponeCycle(tx, claim, { reason, delaySeconds, wasTried }))) return false;
    // The room stays taken until the ticket was looked at again, unless it is sure that nothing was written.
    if (wasRefused(error)) await releaseReservation(tx, installation.id, ticketId);
    await context.queue.enqueue(tx, routeTicketsJobs([key]), { delaySeconds });
    return true;
  });
  return isOurs ? { outcome: "postponed", reason } : { outcome: "not due" };
}

function isFinal(error: unknown): boolean {
  return error instanceof AppError && error.retry === "never";
}

function isRateLimited(error: unknown): boolean {
  return error instanceof HelpdeskError && error.failure === "rate-limited";
}

function wasRefused(error: unknown): boolean {
  return (
    error instanceof HelpdeskError && ["rate-limited", "unauthorized", "forbidden"].includes(error.failure)
  );
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

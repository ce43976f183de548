import { AppError } from "../../ports/app-error.ts";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";

/** An outage ends at some time; then nobody wants to wait much longer. */
const longestDelaySeconds = 60;

/** The help desk is away or busy; that is no fault of the ticket, however long it lasts. */
export function isOutage(error: unknown): boolean {
  return error instanceof HelpdeskError && error.failure !== "unexpected" && error.failure !== "forbidden";
}

/** When to try again: as the help desk says, or later each time. */
export function retryDelaySeconds(error: unknown, attempts: number): number {
  if (error instanceof AppError && typeof error.retry === "object") return error.retry.afterSeconds;
  return Math.min(longestDelaySeconds, 2 ** Math.min(attempts, 10) / 2);
}

import type { CycleKey } from "../../db/queries/routing-cycles.ts";
import type { Job } from "../../jobs/job-types.ts";

/** So many tickets share a message: a burst costs the queue little, and its tickets still spread over the workers. */
const ticketsPerJob = 8;

/** The messages that wake somebody up for these cycles. */
export function routeTicketsJobs(keys: CycleKey[]): Job[] {
  return Array.from({ length: Math.ceil(keys.length / ticketsPerJob) }, (_, index) => ({
    name: "route-tickets",
    payload: { keys: keys.slice(index * ticketsPerJob, (index + 1) * ticketsPerJob) },
  }));
}

import type { ServiceContext } from "../services/context.ts";
import { routeTickets } from "../services/tickets/route-tickets.ts";
import { type JobName, jobTypes } from "./job-types.ts";

/** What a worker needs to know of a job; the handler is a service verb and adds nothing. */
interface JobDefinition {
  /** Longer than the service's own lease, so that a job never runs twice at once for this reason. */
  expireInSeconds: number;
  /** For crashes and broken databases only: the verbs record and postpone what goes wrong by themselves. */
  retryLimit: number;
  run(context: ServiceContext, payload: unknown): Promise<unknown>;
}

/** The table of contents of what happens in the background. */
export const jobCatalog = {
  "route-tickets": {
    expireInSeconds: 120,
    retryLimit: 2,
    run: (context, payload) => routeTickets(context, jobTypes["route-tickets"].parse(payload)),
  },
} satisfies Record<JobName, JobDefinition>;

import type { ServiceContext } from "../services/context.ts";
import { routeTicket } from "../services/tickets/route-ticket.ts";
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
  "route-ticket": {
    expireInSeconds: 120,
    retryLimit: 2,
    run: (context, payload) => routeTicket(context, jobTypes["route-ticket"].parse(payload)),
  },
} satisfies Record<JobName, JobDefinition>;

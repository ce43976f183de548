import type { ServiceContext } from "../services/context.ts";
import { visitInstallation } from "../services/installations/sweep-installations.ts";
import { importHistory } from "../services/learning/import-history.ts";
import { trainModels } from "../services/learning/train-models.ts";
import { endShift } from "../services/roster/end-shift.ts";
import { refreshRoster } from "../services/roster/refresh-roster.ts";
import { handOutTickets } from "../services/tickets/hand-out-tickets.ts";
import { reviewOwner } from "../services/tickets/review-owner.ts";
import { reviewWrite } from "../services/tickets/review-write.ts";
import { routeTickets } from "../services/tickets/route-tickets.ts";
import { type JobName, jobTypes } from "./job-types.ts";

/** What a worker needs to know of a job; the handler is a service verb and adds nothing. */
export interface JobDefinition {
  /** In each process; each takes several messages at a time. */
  workers: number;
  /** Longer than the service's own lease, so that a job never runs twice at once for this reason. */
  expireInSeconds: number;
  /** For crashes and broken databases only: the verbs record and postpone what goes wrong by themselves. */
  retryLimit: number;
  /** Of messages with the same answer only one waits at a time: a further one would add nothing. */
  oneAtATimeBy?(payload: unknown): string;
  run(context: ServiceContext, payload: unknown): Promise<unknown>;
}

/** The table of contents of what happens in the background. */
export const jobCatalog = {
  "route-tickets": {
    workers: 4,
    expireInSeconds: 120,
    retryLimit: 2,
    run: (context, payload) => routeTickets(context, jobTypes["route-tickets"].parse(payload)),
  },
  "hand-out": {
    workers: 1,
    expireInSeconds: 60,
    retryLimit: 2,
    oneAtATimeBy: (payload) => {
      const { installationId, at = "now" } = jobTypes["hand-out"].parse(payload);
      return `${installationId}/${at}`;
    },
    run: (context, payload) => handOutTickets(context, jobTypes["hand-out"].parse(payload)),
  },
  "visit-installation": {
    workers: 1,
    expireInSeconds: 300,
    retryLimit: 0,
    oneAtATimeBy: (payload) => jobTypes["visit-installation"].parse(payload).installationId,
    run: (context, payload) => visitInstallation(context, jobTypes["visit-installation"].parse(payload)),
  },
  "refresh-roster": {
    workers: 1,
    expireInSeconds: 120,
    retryLimit: 0,
    oneAtATimeBy: (payload) => {
      const { installationId, at = "now" } = jobTypes["refresh-roster"].parse(payload);
      return `${installationId}/${at}`;
    },
    run: (context, payload) => refreshRoster(context, jobTypes["refresh-roster"].parse(payload)),
  },
  "review-owner": {
    workers: 1,
    expireInSeconds: 120,
    retryLimit: 3,
    run: (context, payload) => reviewOwner(context, jobTypes["review-owner"].parse(payload)),
  },
  "review-write": {
    workers: 1,
    expireInSeconds: 120,
    retryLimit: 3,
    run: (context, payload) => reviewWrite(context, jobTypes["review-write"].parse(payload)),
  },
  "end-shift": {
    workers: 1,
    expireInSeconds: 60,
    retryLimit: 3,
    oneAtATimeBy: (payload) => Object.values(jobTypes["end-shift"].parse(payload)).join("/"),
    run: (context, payload) => endShift(context, jobTypes["end-shift"].parse(payload)),
  },
  "import-history": {
    workers: 1,
    expireInSeconds: 300,
    retryLimit: 2,
    oneAtATimeBy: (payload) => {
      const { installationId, at = "now" } = jobTypes["import-history"].parse(payload);
      return `${installationId}/${at}`;
    },
    run: (context, payload) => importHistory(context, jobTypes["import-history"].parse(payload)),
  },
  "train-models": {
    workers: 1,
    // Many long tickets in many groups, in slices beside everything else.
    expireInSeconds: 3600,
    retryLimit: 1,
    oneAtATimeBy: (payload) => jobTypes["train-models"].parse(payload).installationId,
    run: (context, payload) => trainModels(context, jobTypes["train-models"].parse(payload)),
  },
} satisfies Record<JobName, JobDefinition>;

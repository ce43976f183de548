type Range = [minMs: number, maxMs: number];

/** Mutable while the sandbox runs. Rates are probabilities from 0 to 1, drawn from the seed. */
export type Faults = {
  /** An event is delivered twice: under the same invocation id or under a second one. */
  duplicateRate: number;
  reorderRate: number;
  reorderWindowMs: number;
  lossRate: number;
  deliveryDelayMs: Range;
  apiLatencyMs: Range;
  apiErrorRate: number;
  apiErrorStatuses: (500 | 502 | 503)[];
  /** 409 on a ticket update although no safe_update was asked for. */
  conflictRate: number;
  rateLimitRate: number;
  rateLimitRetryAfterSeconds: number;
  /** The update is applied and its answer never arrives. */
  replyLostRate: number;
  replyLostMode: "drop" | "delay";
  replyLostDelayMs: number;
  /** A human takes the ticket just before our update of it is applied. */
  humanEditRate: number;
  /** The next grant of a token is made and its answer never arrives. */
  loseNextTokenReply: boolean;
  beforeTicketUpdate?: ((ticketId: number) => void | Promise<void>) | undefined;
};

export function noFaults(): Faults {
  return {
    duplicateRate: 0,
    reorderRate: 0,
    reorderWindowMs: 200,
    lossRate: 0,
    deliveryDelayMs: [0, 0],
    apiLatencyMs: [0, 0],
    apiErrorRate: 0,
    apiErrorStatuses: [500, 502, 503],
    conflictRate: 0,
    rateLimitRate: 0,
    rateLimitRetryAfterSeconds: 1,
    replyLostRate: 0,
    replyLostMode: "drop",
    replyLostDelayMs: 60_000,
    humanEditRate: 0,
    loseNextTokenReply: false,
  };
}

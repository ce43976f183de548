type Range = [minMs: number, maxMs: number];

/** What every emulated help desk can suffer. Mutable while the sandbox runs. Rates are probabilities from 0 to 1, drawn from the seed. */
export type Faults = {
  /** An event is delivered twice. */
  duplicateRate: number;
  reorderRate: number;
  reorderWindowMs: number;
  lossRate: number;
  deliveryDelayMs: Range;
  apiLatencyMs: Range;
  apiErrorRate: number;
  apiErrorStatuses: (500 | 502 | 503)[];
  rateLimitRate: number;
  rateLimitRetryAfterSeconds: number;
  /** The update is applied and its answer never arrives. */
  replyLostRate: number;
  replyLostMode: "drop" | "delay";
  replyLostDelayMs: number;
  /** A human takes the ticket between a client's reading of it and its update. */
  humanEditRate: number;
  /** Between a client's reading of a ticket and whatever it does next. */
  afterTicketRead?: ((ticketId: number) => void | Promise<void>) | undefined;
  /** In the last moment before a client's update is applied. */
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
    rateLimitRate: 0,
    rateLimitRetryAfterSeconds: 1,
    replyLostRate: 0,
    replyLostMode: "drop",
    replyLostDelayMs: 60_000,
    humanEditRate: 0,
  };
}

/** Lets somebody act once, at that moment of whichever ticket comes to it first. */
export function strikeOnce(
  faults: Faults,
  moment: "afterTicketRead" | "beforeTicketUpdate",
  act: (ticketId: string) => void | Promise<void>,
): void {
  faults[moment] = async (ticketId) => {
    faults[moment] = undefined;
    await act(String(ticketId));
  };
}

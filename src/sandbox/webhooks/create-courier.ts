import type { Surroundings } from "../surroundings.ts";
import { createInFlightLimiter } from "./create-in-flight-limiter.ts";

export type Shipment = {
  /** Shipments of one lane share a limit of how many are under way at once. */
  lane: string;
  /** Names the draws of its fate: the same in every run of one seed. */
  purpose: string;
  /** Called instead of anything else when the shipment gets lost. */
  lost(): void;
  /**
   * Begins one copy, of which there are two when it is doubled. What it returns makes one attempt and answers in how
   * many milliseconds the next is due; undefined ends it.
   */
  begin(isDuplicate: boolean): () => Promise<number | undefined>;
};

export type Courier = {
  ship(shipment: Shipment): void;
  /** Resolves when nothing waits, runs or is to be retried. */
  idle(): Promise<void>;
  stop(): void;
};

/** Carries deliveries with all that can happen on the way: loss, doubles, delay, another order, retries. */
export function createCourier(
  { faults, random }: Pick<Surroundings, "faults" | "random">,
  input: { maxInFlight: number },
): Courier {
  const limiter = createInFlightLimiter(input.maxInFlight);
  const timers = new Set<NodeJS.Timeout>();
  let waiters: (() => void)[] = [];
  let pending = 0;
  let isStopped = false;

  const settle = () => {
    pending -= 1;
    if (pending > 0) return;
    for (const resolve of waiters) resolve();
    waiters = [];
  };

  const schedule = (lane: string, attempt: () => Promise<number | undefined>, delayMs: number) => {
    const run = () =>
      limiter.run(lane, async () => {
        const nextMs = isStopped ? undefined : await attempt();
        if (nextMs === undefined || isStopped) settle();
        else schedule(lane, attempt, nextMs);
      });
    if (delayMs <= 0) {
      run();
      return;
    }
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, delayMs);
    timers.add(timer);
  };

  const start = (shipment: Shipment, isDuplicate: boolean) => {
    const purpose = isDuplicate ? `${shipment.purpose}:second` : shipment.purpose;
    pending += 1;
    const delayMs = random.between(faults.deliveryDelayMs, `delay:${purpose}`);
    const isHeldBack = random.chance(faults.reorderRate, `reorder:${purpose}`);
    const heldMs = isHeldBack ? random.between([0, faults.reorderWindowMs], `held:${purpose}`) : 0;
    schedule(shipment.lane, shipment.begin(isDuplicate), delayMs + heldMs);
  };

  return {
    ship: (shipment) => {
      if (isStopped) return;
      if (random.chance(faults.lossRate, `loss:${shipment.purpose}`)) {
        shipment.lost();
        return;
      }
      start(shipment, false);
      if (random.chance(faults.duplicateRate, `duplicate:${shipment.purpose}`)) start(shipment, true);
    },
    idle: () => (pending <= 0 ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve))),
    stop: () => {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      limiter.clear();
      pending = 0;
      for (const resolve of waiters) resolve();
      waiters = [];
    },
  };
}

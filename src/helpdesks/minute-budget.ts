import { HelpdeskError } from "../ports/helpdesk.ts";

const minuteMs = 60_000;

/** What we ourselves send in any sixty seconds, for help desks that do not tell when their limits reset. */
export interface MinuteBudget {
  /** @throws HelpdeskError `rate-limited`, before anything is sent or counted, when one of the shares is used up. */
  take(parts: { family: string; cost: number; share: number }[]): void;
}

export function createMinuteBudget(now: () => number): MinuteBudget {
  const sent = new Map<string, { atMs: number; cost: number }[]>();

  const recent = (family: string) => {
    const all = sent.get(family) ?? [];
    const kept = all.filter(({ atMs }) => atMs > now() - minuteMs);
    sent.set(family, kept);
    return kept;
  };

  return {
    take(parts) {
      for (const { family, cost, share } of parts) {
        const calls = recent(family);
        const used = calls.reduce((sum, call) => sum + call.cost, 0);
        // A call that costs more than the whole share goes out alone, or it never would.
        if (used === 0 || used + cost <= share) continue;
        const oldestMs = calls[0]?.atMs ?? now();
        const afterSeconds = Math.max(1, Math.ceil((oldestMs + minuteMs - now()) / 1000));
        const message = "our share of the help desk's limit is used up for now";
        throw new HelpdeskError("rate-limited", message, { afterSeconds });
      }
      for (const { family, cost } of parts) recent(family).push({ atMs: now(), cost });
    },
  };
}

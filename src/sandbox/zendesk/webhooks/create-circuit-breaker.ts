import type { Clock } from "../../clock.ts";

const windowMs = 300_000;
const minimumRequests = 100;
const errorShare = 0.7;
const errorCount = 1_000;

export type CircuitBreaker = {
  isOpen(webhookId: string): boolean;
  record(webhookId: string, isError: boolean): void;
};

/** Opens on 70 % errors, or more than a thousand, among at least a hundred calls within five minutes. */
export function createCircuitBreaker(clock: Clock, pauseMs: number): CircuitBreaker {
  const calls = new Map<string, { atMs: number; isError: boolean }[]>();
  const openUntilMs = new Map<string, number>();
  return {
    isOpen: (webhookId) => clock() < (openUntilMs.get(webhookId) ?? 0),
    record: (webhookId, isError) => {
      const nowMs = clock();
      const recent = calls.get(webhookId) ?? [];
      calls.set(webhookId, recent);
      recent.push({ atMs: nowMs, isError });
      while (recent[0] && recent[0].atMs <= nowMs - windowMs) recent.shift();
      if (recent.length < minimumRequests) return;
      const errors = recent.filter((call) => call.isError).length;
      if (errors / recent.length >= errorShare || errors > errorCount) {
        openUntilMs.set(webhookId, nowMs + pauseMs);
      }
    },
  };
}

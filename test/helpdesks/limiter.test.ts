import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLimiter } from "../../src/helpdesks/limiter.ts";
import { readZendeskLimits } from "../../src/helpdesks/zendesk/limits.ts";
import { HelpdeskError } from "../../src/ports/helpdesk-error.ts";

/** A limiter under a clock that the test sets, and whether a call would go out now. */
function openLimiter() {
  let nowMs = 1_000_000;
  const limiter = createLimiter(() => nowMs);
  return {
    ...limiter,
    passSeconds: (seconds: number) => {
      nowMs += seconds * 1000;
    },
    /** Zero when a call may go out, else the seconds that the refusal names. */
    waitSeconds: (...families: string[]): number => {
      try {
        limiter.check(families);
        return 0;
      } catch (error) {
        if (!(error instanceof HelpdeskError) || typeof error.retry !== "object") throw error;
        expect(error.failure).toBe("rate-limited");
        return error.retry.afterSeconds;
      }
    },
  };
}

const reading = (family: string, remaining: number, resetSeconds = 30, limit = 100) => ({
  family,
  limit,
  remaining,
  resetSeconds,
});

describe("the limiter", () => {
  it("lets everything pass until the help desk has said something", () => {
    expect(openLimiter().waitSeconds("account", "tickets-update")).toBe(0);
  });

  it.each([
    [21, 0],
    [20, 30],
    [1, 30],
    [0, 30],
  ])(
    "leaves a fifth to the customer's other tools: at %d of 100 left it waits %d s",
    (remaining, seconds) => {
      const limiter = openLimiter();
      limiter.note([reading("account", remaining)]);
      expect(limiter.waitSeconds("account")).toBe(seconds);
    },
  );

  it("opens again when the window ends, and not before", () => {
    const limiter = openLimiter();
    limiter.note([reading("account", 0, 30)]);
    limiter.passSeconds(29.5);
    expect(limiter.waitSeconds("account")).toBe(1);
    limiter.passSeconds(0.5);
    expect(limiter.waitSeconds("account")).toBe(0);
  });

  it("opens again as soon as a reply tells of room", () => {
    const limiter = openLimiter();
    limiter.note([reading("account", 0)]);
    limiter.note([reading("account", 90)]);
    expect(limiter.waitSeconds("account")).toBe(0);
  });

  it("counts each family by itself, and a call waits for the slowest of its own", () => {
    const limiter = openLimiter();
    limiter.note([reading("tickets-update", 0, 50), reading("account", 0, 10)]);
    expect(limiter.waitSeconds("tickets-update")).toBe(50);
    expect(limiter.waitSeconds("account")).toBe(10);
    expect(limiter.waitSeconds("account", "tickets-update")).toBe(50);
    expect(limiter.waitSeconds("search-index")).toBe(0);
  });

  it("stops every family after a refusal, for the longest time that was named", () => {
    const limiter = openLimiter();
    limiter.block(60);
    limiter.block(5);
    expect(limiter.waitSeconds("account")).toBe(60);
    expect(limiter.waitSeconds("anything")).toBe(60);
    limiter.note([reading("account", 100)]);
    expect(limiter.waitSeconds("account")).toBe(60);
  });

  it("never lets a call into the reserved share, for any limit and reading", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.nat(),
        fc.integer({ min: 1, max: 600 }),
        (limit, n, s) => {
          const remaining = n % (limit + 1);
          const limiter = openLimiter();
          limiter.note([reading("account", remaining, s, limit)]);
          expect(limiter.waitSeconds("account") > 0).toBe(remaining <= limit * 0.2);
          limiter.passSeconds(s);
          expect(limiter.waitSeconds("account")).toBe(0);
        },
      ),
    );
  });
});

describe("the limit headers", () => {
  const account = { family: "account", limit: 700, remaining: 669, resetSeconds: 41 };
  const updates = { family: "tickets-update", limit: 100, remaining: 99, resetSeconds: 59 };

  it.each([
    [
      "of today",
      { "ratelimit-limit": "700", "ratelimit-remaining": "669", "ratelimit-reset": "41" },
      [account],
    ],
    ["of 2023", { "rate-limit": "700", "rate-limit-remaining": "669", "rate-limit-reset": "41" }, [account]],
    [
      "of the ticket update route",
      { "zendesk-ratelimit-tickets-update": "total=100; remaining=99; resets=59" },
      [updates],
    ],
    [
      "of that route in 2023",
      { "zendesk-rate-limit-tickets-update": "total=100; remaining=99; resets=59" },
      [updates],
    ],
    [
      "of the webhooks API, which name no reset",
      { "x-rate-limit": "100", "x-rate-limit-remaining": "0" },
      [],
    ],
    [
      "in words that nobody knows",
      { "zendesk-ratelimit-tickets-update": "a lot", "ratelimit-limit": "many" },
      [],
    ],
    ["that are missing", {}, []],
  ])("%s are read", (_name, headers, readings) => {
    expect(readZendeskLimits(new Headers(headers as Record<string, string>))).toEqual(readings);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFreshdeskLimiter, readFreshdeskLimits } from "../../../src/helpdesks/freshdesk/limits.ts";
import { HelpdeskError } from "../../../src/ports/helpdesk-error.ts";
import { call } from "../../sandbox/api-client.ts";
import { newCustomerTicket } from "../../sandbox/freshdesk/open-sandbox.ts";
import { openClient } from "./open-client.ts";

/** A limiter under a clock that the test sets, on an account of this plan. */
function openLimiter(total?: number) {
  let nowMs = 1_000_000;
  const limiter = createFreshdeskLimiter(() => nowMs);
  const tell = (remaining: number, limit = total ?? 200) =>
    limiter.note([{ family: "account", limit, remaining, resetSeconds: 10 }]);
  if (total !== undefined) tell(total);
  const waitSeconds = (families: string[] = [], cost = 1): number => {
    try {
      limiter.check(["account", ...families], cost);
      return 0;
    } catch (error) {
      if (!(error instanceof HelpdeskError) || typeof error.retry !== "object") throw error;
      return error.retry.afterSeconds;
    }
  };
  return {
    limiter,
    tell,
    waitSeconds,
    passSeconds: (seconds: number) => {
      nowMs += seconds * 1000;
    },
    /** How many such calls go out before the first has to wait. */
    count: (families: string[] = [], cost = 1) => {
      let sent = 0;
      while (sent < 5_000 && waitSeconds(families, cost) === 0) sent += 1;
      return sent;
    },
  };
}

describe("our share of the limits", () => {
  it.each([
    [200, 100, 40, 10],
    [400, 200, 80, 20],
    [700, 350, 140, 35],
    [2000, 1000, 400, 100],
  ])(
    "on a plan of %d calls a minute is %d, of them %d updates and %d lists",
    (total, all, updates, lists) => {
      expect(openLimiter(total).count()).toBe(all);
      expect(openLimiter(total).count(["ticket-updates"])).toBe(updates);
      expect(openLimiter(total).count(["ticket-lists"])).toBe(lists);
      expect(openLimiter(total).count(["background"])).toBe(all / 2);
    },
  );

  it("is the smallest plan's until the help desk has told its own", () => {
    expect(openLimiter().count()).toBe(100);
  });

  it("counts what is included", () => {
    expect(openLimiter(200).count([], 3)).toBe(33);
  });

  it("comes back as the minute passes, and the refusal says when", () => {
    const it = openLimiter(200);
    it.count(["ticket-updates"]);
    it.passSeconds(20);
    expect(it.waitSeconds(["ticket-updates"])).toBe(40);
    expect(it.waitSeconds()).toBe(0);
    it.passSeconds(40);
    expect(it.waitSeconds(["ticket-updates"])).toBe(0);
  });

  it("is never more than half of the account in any sixty seconds, whatever is asked", () => {
    const step = fc.record({
      seconds: fc.integer({ min: 0, max: 30 }),
      cost: fc.integer({ min: 1, max: 4 }),
      family: fc.constantFrom("", "background", "ticket-updates", "ticket-lists"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const { waitSeconds, passSeconds } = openLimiter(200);
        const sent: { atSeconds: number; cost: number }[] = [];
        let atSeconds = 0;
        for (const { seconds, cost, family } of steps) {
          passSeconds(seconds / 10);
          atSeconds += seconds / 10;
          if (waitSeconds(family ? [family] : [], cost) === 0) sent.push({ atSeconds, cost });
          const recent = sent.filter((call) => call.atSeconds > atSeconds - 60);
          expect(recent.reduce((sum, call) => sum + call.cost, 0)).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});

describe("what the help desk says", () => {
  it("stops us while others use the account up, and we look again soon", () => {
    const it = openLimiter(200);
    it.tell(40);
    expect(it.waitSeconds()).toBe(10);
    it.passSeconds(10);
    expect(it.waitSeconds()).toBe(0);
  });

  it("closes the endpoint alone when it was the endpoint's own limit that refused", () => {
    const it = openLimiter(700);
    it.limiter.block(30, ["ticket-updates"]);
    expect(it.waitSeconds(["ticket-updates"])).toBe(30);
    expect(it.waitSeconds()).toBe(0);
    it.limiter.block(20, []);
    expect(it.waitSeconds()).toBe(20);
  });

  it.each([
    ["100", "90", [{ family: "account", limit: 100, remaining: 90, resetSeconds: 10 }]],
    ["100.0", "90.0", [{ family: "account", limit: 100, remaining: 90, resetSeconds: 10 }]],
    ["many", "90", []],
  ])("is read from %s and %s", (total, remaining, readings) => {
    const headers = new Headers({ "x-ratelimit-total": total, "x-ratelimit-remaining": remaining });
    expect(readFreshdeskLimits(headers, [])).toEqual(readings);
    // Whose limit these replies show is not documented.
    expect(readFreshdeskLimits(headers, ["ticket-updates"])).toEqual([]);
    expect(readFreshdeskLimits(headers, ["background"])).toEqual(readings);
  });

  it.each(["account", "endpoint"] as const)(
    "keeps us below every limit of a small plan (headers show the %s)",
    async (limitHeaders) => {
      const limits = {
        accountPerMinute: 200,
        ticketUpdatesPerMinute: 80,
        ticketListsPerMinute: 20,
      };
      const { client, sandbox } = await openClient({
        limits,
        variants: { limitHeaders, limitDigits: "float" },
      });
      const ids = Array.from({ length: 60 }, (_, index) => newCustomerTicket(sandbox, index % 9).id);
      const failures = new Set<string>();
      for (const id of ids) {
        try {
          const ticket = await client.findTicket(String(id));
          if (ticket) await client.updateTicket(ticket, { addTags: ["routed"] });
        } catch (error) {
          failures.add(error instanceof HelpdeskError ? error.message : String(error));
        }
      }
      expect([...failures]).toEqual(["our share of the help desk's limit is used up for now"]);
      const routed = sandbox.tickets().filter((ticket) => ticket.tags.includes("routed"));
      expect(routed).toHaveLength(25);
    },
  );
});

describe("a flood of work on a small plan, counted by the help desk", () => {
  const limits = { accountPerMinute: 200, ticketUpdatesPerMinute: 80, ticketListsPerMinute: 20 };
  const isShareUsedUp = (error: unknown) => {
    expect(error).toMatchObject({ failure: "rate-limited", message: expect.stringContaining("our share") });
    return true;
  };

  /** Does it until our share is used up; @returns how often that went well. */
  async function untilRefused(act: () => Promise<unknown>): Promise<number> {
    for (let done = 0; ; done++) {
      if (await act().then(() => false, isShareUsedUp)) return done;
    }
  }

  async function drain(list: AsyncIterable<unknown>): Promise<void> {
    for await (const _ of list);
  }

  it("leaves half of the account's calls, updates and lists to the customer's other tools", async () => {
    const { client, sandbox } = await openClient({ limits });
    const ticketId = String(newCustomerTicket(sandbox).id);
    await untilRefused(() => drain(client.listTicketsSince(new Date(0).toISOString())));
    await untilRefused(() => client.readRoster());
    await untilRefused(async () => {
      const ticket = await client.findTicket(ticketId);
      if (ticket) await client.updateTicket(ticket, { addTags: ["routed"] });
    });
    await untilRefused(() => client.findTicket(ticketId));

    const authorization = `Basic ${btoa(`${sandbox.createApiKey(sandbox.integrationUserId)}:X`)}`;
    const othersMay = async (method: string, path: string, body?: unknown): Promise<number> => {
      for (let done = 0; ; done++) {
        const { status, headers } = await call(`${sandbox.url}/api/v2${path}`, {
          method,
          body,
          authorization,
          headers: {},
        });
        if (status === 429) {
          expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
          return done;
        }
      }
    };
    const updates = await othersMay("PUT", `/tickets/${ticketId}`, { tags: ["theirs"] });
    const lists = await othersMay("GET", "/tickets");
    expect(updates).toBeGreaterThanOrEqual(40);
    expect(lists).toBeGreaterThanOrEqual(10);
    // What was refused counts as well, as far as there is anything left to count.
    expect(updates + lists + 2 + (await othersMay("GET", `/tickets/${ticketId}`))).toBeGreaterThanOrEqual(
      100,
    );
  });

  it("never keeps tickets waiting for the roster: reading that ends at half of our share", async () => {
    const { client, sandbox } = await openClient({ limits, adminGroups: "absent" });
    const ids = Array.from({ length: 10 }, (_, index) => String(newCustomerTicket(sandbox, index).id));
    expect(await untilRefused(() => client.readRoster())).toBeGreaterThan(1);
    for (const id of ids) {
      const ticket = await client.findTicket(id);
      if (!ticket) throw new Error(`no ticket ${id}`);
      expect(await client.updateTicket(ticket, { addTags: ["routed"] })).toMatchObject({
        outcome: "updated",
      });
    }
  });
});

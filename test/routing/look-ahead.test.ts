import { expect, test } from "vitest";
import { decide } from "../../src/routing/decide.ts";
import { explain } from "../../src/routing/explain.ts";
import type { Agent } from "../../src/routing/roster.ts";
import type { Schedule } from "../../src/routing/schedule.ts";
import { officeHours, policyOf, queueOf, snapshotOf } from "./build.ts";

/** Monday 11:00 in Berlin. */
const now = "2026-11-23T10:00:00Z";
const late: Schedule = {
  id: "late",
  name: "Late",
  hours: [{ days: ["monday", "tuesday"], from: "13:00", to: "21:00" }],
};
type Person = Partial<Agent> & { id: string };
type Setting = Parameters<typeof snapshotOf>[0];

function ahead(agents: Person[], queue: Parameters<typeof queueOf>[1] = {}, more: Setting = {}) {
  const policy = policyOf({ queues: [queueOf("orders", queue), queueOf("seniors")] });
  const { receipt } = decide(policy, snapshotOf({ agents, now, ...more }));
  return { ...receipt, sentence: explain(receipt) };
}

test("a ticket is held until the next shift starts, and the sentence says so", () => {
  const { earliest, nextDueAt, sentence } = ahead([{ id: "a1", shift: late }]);
  expect(earliest).toEqual({ at: "2026-11-23T12:00:00Z", why: "Agent a1's shift starts", agentId: "a1" });
  expect(nextDueAt?.at).toBe("2026-11-23T12:00:00Z");
  expect(sentence).toContain("held until 13:00, when Agent a1's shift starts");
});

test("an absence that ends outside a shift waits for the shift", () => {
  const absence = { from: "2026-11-20T00:00:00Z", until: "2026-11-23T20:30:00Z", standInId: null };
  const { earliest } = ahead([{ id: "a1", shift: late, absence }]);
  expect(earliest?.at).toBe("2026-11-24T12:00:00Z");
});

test("a pause ends by itself", () => {
  const { earliest } = ahead([{ id: "a1", pausedUntil: "2026-11-23T10:15:00Z" }]);
  expect(earliest).toMatchObject({ at: "2026-11-23T10:15:00Z", why: "Agent a1's pause ends" });
});

test("who is full or away will be free at a time that nobody knows", () => {
  const { earliest, nextDueAt } = ahead([
    { id: "a1", open: 8 },
    { id: "a2", available: false },
  ]);
  expect([earliest, nextDueAt]).toEqual([null, null]);
});

test("the shift of somebody who is full is a reason to look again, and no promise", () => {
  const { earliest, nextDueAt } = ahead([{ id: "a1", open: 8, shift: late }]);
  expect(earliest).toBeNull();
  expect(nextDueAt?.at).toBe("2026-11-23T12:00:00Z");
});

test("a required skill drops", () => {
  const { earliest } = ahead([{ id: "a1", skills: {} }], {
    skills: [{ skill: "refunds", need: "require", dropAfterMinutes: 45 }],
  });
  expect(earliest?.at).toBe("2026-11-23T10:45:00Z");
});

test("another queue takes over: the wait began when the ticket was held", () => {
  const { earliest } = ahead(
    [{ id: "s1", groupIds: ["g-seniors"] }],
    { overflow: [{ when: "held", afterMinutes: 60, to: "seniors" }] },
    { heldSince: "2026-11-23T09:40:00Z" },
  );
  expect(earliest).toEqual({ at: "2026-11-23T10:40:00Z", why: "it may go to Seniors", agentId: "s1" });
});

test("seniors are added after their minutes, and each escalation is a reason to look again", () => {
  const { earliest, nextDueAt } = ahead([{ id: "s1", groupIds: ["g-seniors"] }], {
    escalate: [
      { afterMinutes: 10, do: "raise priority", priority: "high" },
      { afterMinutes: 20, do: "add group", group: "seniors" },
    ],
  });
  expect(earliest?.at).toBe("2026-11-23T10:20:00Z");
  expect(nextDueAt).toEqual({ at: "2026-11-23T10:10:00Z", why: "its priority is raised to high" });
});

test("a closed queue opens, and then somebody must be on shift", () => {
  const weekend = { now: "2026-11-22T10:00:00Z" };
  expect(ahead([{ id: "a1" }], { schedule: "office" }, weekend).earliest?.at).toBe("2026-11-23T08:00:00Z");
  const { earliest, nextDueAt } = ahead([{ id: "a1", shift: late }], { schedule: "office" }, weekend);
  expect(earliest?.at).toBe("2026-11-23T12:00:00Z");
  expect(nextDueAt).toEqual({ at: "2026-11-23T08:00:00Z", why: "the queue opens" });
});

test("business minutes pass while the queue is open and not over the weekend", () => {
  const queue = {
    schedule: "office",
    clock: "business",
    overflow: [{ when: "held", afterMinutes: 60, to: "seniors" }],
  } as const;
  const people = [{ id: "s1", groupIds: ["g-seniors"] }];
  // Held on Friday at 16:30 in Berlin, half an hour before it closes.
  const heldSince = "2026-11-20T15:30:00Z";
  const early = ahead(
    people,
    { ...queue, overflow: [...queue.overflow] },
    { heldSince, now: "2026-11-23T08:29:00Z" },
  );
  expect(early.outcome).toBe("hold");
  expect(early.earliest?.at).toBe("2026-11-23T08:30:00Z");
  const due = ahead(
    people,
    { ...queue, overflow: [...queue.overflow] },
    { heldSince, now: "2026-11-23T08:30:00Z" },
  );
  expect(due.chosen?.agentId).toBe("s1");
});

test("the ramp frees a place when the oldest ticket handed out drops out of it", () => {
  const { earliest, candidates } = ahead(
    [{ id: "a1", handedOut: 3, handedOutSince: "2026-11-23T09:56:30Z" }],
    {},
    { isHandOut: true },
  );
  expect(candidates[0]?.removedBy).toEqual({
    filter: "ramp",
    detail: "3 handed out in 5 minutes, at most 3",
  });
  expect(earliest?.at).toBe("2026-11-23T10:01:30Z");
});

test("deciding again at the earliest time assigns the ticket", () => {
  const agents = [
    { id: "a1", shift: late, absence: { from: now, until: "2026-11-24T13:30:00Z", standInId: null } },
    { id: "a2", shift: { ...officeHours, holidays: [{ date: "2026-11-23" }, { date: "2026-11-24" }] } },
    { id: "a3", shift: late, skills: { refunds: 1 } },
  ];
  const queue = { skills: [{ skill: "refunds", need: "require" as const, dropAfterMinutes: 1500 }] };
  let at = now;
  const seen: string[] = [];
  for (let round = 0; round < 9; round++) {
    const receipt = ahead(agents, queue, { now: at, heldSince: now });
    if (receipt.chosen) seen.push(receipt.chosen.agentId);
    const next = receipt.earliest?.at;
    if (!next) break;
    at = next;
  }
  expect([at, seen]).toEqual(["2026-11-23T12:00:00Z", ["a3"]]);
});

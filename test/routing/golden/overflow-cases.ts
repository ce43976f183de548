import type { OverflowStep } from "../../../src/routing/queue.ts";
import { queueOf } from "../build.ts";
import type { DecisionCase } from "./decision-case.ts";

const returnsPerson = { id: "a1", groupIds: ["g-returns"] };
const seniorPerson = { id: "a2", groupIds: ["g-seniors"] };
const held = (afterMinutes: number, to: string): OverflowStep => ({ when: "held", afterMinutes, to });

/** orders -> returns -> seniors, after 10 and 5 more minutes. */
const chain = [
  queueOf("orders", { overflow: [held(10, "returns")] }),
  queueOf("returns", { overflow: [held(5, "seniors")] }),
  queueOf("seniors"),
];

export const overflowCases: DecisionCase[] = [
  {
    name: "not yet",
    policy: { queues: chain },
    snapshot: { agents: [returnsPerson], waitedMinutes: 9 },
    is: "hold in orders",
  },
  {
    name: "a wait that is not known is none",
    policy: { queues: chain },
    snapshot: { agents: [returnsPerson] },
    is: "hold in orders",
  },
  {
    name: "after its minutes",
    policy: { queues: chain },
    snapshot: { agents: [returnsPerson], waitedMinutes: 10 },
    is: "assign a1 in returns; from orders",
  },
  {
    name: "waits add up: too early",
    policy: { queues: chain },
    snapshot: { agents: [seniorPerson], waitedMinutes: 14 },
    is: "hold in orders",
  },
  {
    name: "waits add up: late enough",
    policy: { queues: chain },
    snapshot: { agents: [seniorPerson], waitedMinutes: 15 },
    is: "assign a2 in seniors; from orders returns",
  },
  {
    name: "nobody anywhere: it stays in its queue",
    policy: { queues: chain },
    snapshot: { agents: [], waitedMinutes: 99 },
    is: "hold in orders",
  },
  {
    name: "somebody in its own queue comes first",
    policy: { queues: chain },
    snapshot: { agents: [{ id: "a3", groupIds: ["g-orders"], open: 7 }, returnsPerson], waitedMinutes: 99 },
    is: "assign a3 in orders",
  },
  {
    name: "at once while closed",
    policy: {
      queues: [
        queueOf("orders", { schedule: "office", overflow: [{ when: "closed", to: "seniors" }] }),
        queueOf("seniors"),
      ],
    },
    snapshot: { agents: [seniorPerson], now: "2026-11-22T10:00:00Z" },
    is: "assign a2 in seniors; from orders",
  },
  {
    name: "not while open",
    policy: {
      queues: [
        queueOf("orders", { schedule: "office", overflow: [{ when: "closed", to: "seniors" }] }),
        queueOf("seniors"),
      ],
    },
    snapshot: { agents: [seniorPerson] },
    is: "hold in orders",
  },
  {
    name: "the first of two that can take it",
    policy: {
      queues: [
        queueOf("orders", { overflow: [held(0, "returns"), held(0, "seniors")] }),
        queueOf("returns"),
        queueOf("seniors"),
      ],
    },
    snapshot: { agents: [seniorPerson] },
    is: "assign a2 in seniors; from orders",
  },
  {
    name: "an overflow whose group is gone is passed over",
    policy: {
      queues: [
        queueOf("orders", { overflow: [held(0, "returns"), held(0, "seniors")] }),
        queueOf("returns", { group: "gone" }),
        queueOf("seniors"),
      ],
    },
    snapshot: { agents: [seniorPerson] },
    is: "assign a2 in seniors; from orders",
  },
];

import type { Policy } from "../../src/routing/policy.ts";
import type { Agent } from "../../src/routing/roster.ts";
import type { Schedule } from "../../src/routing/schedule.ts";
import type { Signals } from "../../src/routing/signals.ts";
import type { Snapshot } from "../../src/routing/snapshot.ts";
import { starterPolicy } from "../../src/routing/starter-policy.ts";
import type { Ticket } from "../../src/routing/ticket.ts";
import { ticketOf } from "./build.ts";

export interface TellingCase {
  title: string;
  policy: Policy;
  snapshot: Snapshot;
  /** Also tell what would have changed it. */
  asks?: boolean;
}

const groups = ["Orders", "Returns", "Payments", "Wholesale", "Customer care", "Support"].map((name) => ({
  id: `g-${name}`,
  name,
}));
const hours: Schedule = {
  id: "office",
  name: "Office hours",
  timezone: "Europe/Berlin",
  hours: [{ days: ["monday", "tuesday", "wednesday", "thursday", "friday"], from: "09:00", to: "17:00" }],
};
const lateShift: Schedule = {
  id: "late",
  name: "Late",
  hours: [{ days: ["monday", "tuesday", "wednesday", "thursday", "friday"], from: "13:00", to: "21:00" }],
};
const larkfield: Policy = { ...starterPolicy, mode: "on", schedules: [hours], timezone: "Europe/Berlin" };
const withReturns = (changes: Partial<Policy["queues"][number]>): Policy => ({
  ...larkfield,
  queues: larkfield.queues.map((queue) => (queue.id === "returns" ? { ...queue, ...changes } : queue)),
});

function person(name: string, group: string | string[], changes: Partial<Agent> = {}): Agent {
  return {
    id: name.toLowerCase().replace(".", "").replaceAll(" ", "-"),
    name,
    groupIds: [group].flat().map((one) => `g-${one}`),
    active: true,
    available: true,
    sources: { available: "help desk" },
    open: 0,
    capacity: 8,
    ...changes,
  };
}

const ada = person("Ada A.", "Returns", { open: 5 });
const agent3 = person("Test Agent 3", "Returns", { open: 2 });
const agent4 = person("Test Agent 4", ["Returns", "Orders"], { available: false });

function snapshot(
  ticket: Partial<Ticket>,
  agents: Agent[],
  more: Partial<Snapshot> & { signals?: Signals } = {},
): Snapshot {
  return { ticket: ticketOf(ticket), roster: { groups, agents }, now: "2026-11-23T10:00:00Z", ...more };
}

const returnTicket = { subject: "Boots too small", body: "Can I send it back?", brand: "Larkfield EU" };

export const tellingCases: TellingCase[] = [
  {
    title: "The plain case",
    policy: larkfield,
    snapshot: snapshot(returnTicket, [ada, agent3, agent4]),
    asks: true,
  },
  {
    title: "The subject and the store decide together",
    policy: {
      ...larkfield,
      rules: [
        {
          id: "eu-returns",
          name: "Returns from the EU store",
          when: {
            all: [
              { field: "text", operator: "contains", value: ["send it back", "return"] },
              { field: "brand", operator: "is", value: "Larkfield EU" },
            ],
          },
          then: [{ do: "send to queue", queue: "returns" }],
        },
      ],
    },
    snapshot: snapshot(returnTicket, [ada, agent3]),
    asks: true,
  },
  {
    title: "No rule fits",
    policy: larkfield,
    snapshot: snapshot({ subject: "Hello", body: "I have a question about my garden." }, [
      person("Ada A.", "Support"),
    ]),
  },
  {
    title: "Everybody is full or away: held",
    policy: larkfield,
    snapshot: snapshot(returnTicket, [{ ...ada, open: 8 }, { ...agent3, open: 8 }, agent4]),
    asks: true,
  },
  {
    title: "The group has no agents",
    policy: larkfield,
    snapshot: snapshot({ subject: "Wholesale prices", body: "We run three shops." }, [ada]),
  },
  {
    title: "The help desk has no such group",
    policy: withReturns({ group: "Retours" }),
    snapshot: snapshot(returnTicket, [ada]),
  },
  {
    title: "A VIP goes back to who knows them",
    policy: larkfield,
    snapshot: snapshot(
      {
        ...returnTicket,
        tags: ["vip"],
        previousAgentId: "ada-a",
        requester: { ...ticketOf().requester, tags: ["vip"] },
      },
      [ada, agent3],
    ),
    asks: true,
  },
  {
    title: "The one who knows them is away",
    policy: larkfield,
    snapshot: snapshot({ ...returnTicket, tags: ["vip"], previousAgentId: "test-agent-4" }, [
      ada,
      agent3,
      agent4,
    ]),
  },
  {
    title: "Equal agents",
    policy: larkfield,
    snapshot: snapshot(returnTicket, [{ ...ada, open: 2 }, agent3]),
  },
  {
    title: "The language matters",
    policy: larkfield,
    snapshot: snapshot(
      { subject: "Rückgabe", body: "Ich möchte die Jacke zurückschicken." },
      [
        { ...ada, languages: ["de", "en"] },
        { ...agent3, languages: ["en"] },
      ],
      { signals: { language: { value: "de", confidence: 0.99, words: ["Rückgabe", "möchte"] } } },
    ),
    asks: true,
  },
  {
    title: "A message in Chinese",
    policy: larkfield,
    snapshot: snapshot({ subject: "你好", body: "我要退款,谢谢" }, [ada, agent3]),
  },
  {
    title: "A skill nobody there has",
    policy: withReturns({
      skills: [{ skill: "furniture", level: 3, need: "require", dropAfterMinutes: 45 }],
    }),
    snapshot: snapshot(returnTicket, [
      { ...ada, skills: { furniture: 2 } },
      { ...agent3, skills: {} },
    ]),
    asks: true,
  },
  {
    title: "The skill is dropped after a wait",
    policy: withReturns({
      skills: [{ skill: "furniture", level: 3, need: "require", dropAfterMinutes: 45 }],
    }),
    snapshot: snapshot(
      returnTicket,
      [
        { ...ada, skills: { furniture: 2 } },
        { ...agent3, skills: {} },
      ],
      {
        waitedMinutes: 45,
      },
    ),
  },
  {
    title: "Closed",
    policy: withReturns({ schedule: "office" }),
    snapshot: snapshot(returnTicket, [ada, agent3], { now: "2026-11-22T10:00:00Z" }),
  },
  {
    title: "Another queue takes over",
    policy: larkfield,
    snapshot: snapshot(
      { subject: "Card declined", body: "My payment failed twice." },
      [person("Ada A.", "Payments", { available: false }), person("Test Agent 5", "Support", { open: 3 })],
      { waitedMinutes: 75 },
    ),
  },
  {
    title: "Fraud",
    policy: larkfield,
    snapshot: snapshot({ subject: "I did not order this", body: "Please stop it." }, [
      person("Ada A.", "Payments", { open: 7 }),
      person("Test Agent 6", "Payments", { open: 6 }),
    ]),
  },
  {
    title: "The classifier knows better than the words",
    policy: larkfield,
    snapshot: snapshot({ subject: "Boots", body: "They pinch. What now?" }, [ada, agent3], {
      signals: { intent: { value: "exchange", confidence: 0.91, words: ["boots", "pinch"] } },
    }),
    asks: true,
  },
  {
    title: "An automatic reply is left alone",
    policy: larkfield,
    snapshot: snapshot({ subject: "Automatic reply: your order", body: "I am on holiday." }, [ada]),
  },
  {
    title: "Somebody has it already",
    policy: larkfield,
    snapshot: snapshot({ ...returnTicket, assigneeId: "ada-a" }, [ada]),
  },
  {
    title: "Held until a shift starts",
    policy: larkfield,
    snapshot: snapshot(returnTicket, [
      { ...ada, open: 8, sources: { available: "help desk", capacity: "signalbox" } },
      { ...agent3, shift: lateShift, sources: { available: "help desk", shift: "signalbox" } },
      {
        ...agent4,
        available: true,
        pausedUntil: "2026-11-23T15:00:00Z",
        sources: { pausedUntil: "signalbox" },
      },
    ]),
    asks: true,
  },
  {
    title: "Taken back from an owner who did not touch it",
    policy: larkfield,
    snapshot: snapshot({ ...returnTicket, assigneeId: "test-agent-3", status: "open" }, [ada, agent3], {
      reassign: { fromAgentId: "test-agent-3", reason: "taken back" },
    }),
  },
  {
    title: "The stand-in of somebody on holiday",
    policy: larkfield,
    snapshot: snapshot({ ...returnTicket, tags: ["vip"], previousAgentId: "test-agent-4" }, [
      ada,
      agent3,
      {
        ...agent4,
        absence: { from: "2026-11-20T00:00:00Z", until: "2026-11-30T00:00:00Z", standInId: "ada-a" },
      },
    ]),
  },
  {
    title: "The help desk's own routing picks the person",
    policy: larkfield,
    snapshot: snapshot(returnTicket, [ada, agent3], { helpdeskPicks: true }),
  },
  {
    title: "Shadow mode",
    policy: { ...larkfield, mode: "shadow" },
    snapshot: snapshot(returnTicket, [ada, agent3]),
  },
];

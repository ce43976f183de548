import fc from "fast-check";
import { type PickMode, pickModes } from "../../src/routing/queue.ts";
import type { Variants } from "../../src/sandbox/freshdesk/variants.ts";

const ticket = fc.nat(5);
const agent = fc.nat(4);
const priority = fc.constantFrom("low", "normal", "high", "urgent" as const);

/** What happens besides the workers' own steps. Numbers name a ticket or an agent among those that there are. */
const command = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant("arrive"), priority: fc.option(priority), queue: fc.nat(1) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("take", "reassign", "move"), ticket, agent }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("unassign", "reopen"), ticket, agent }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("solve"), ticket, agent }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("prioritize"), ticket, agent, priority }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("online", "away"), agent }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("join", "leave"), agent, group: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("suspend", "unsuspend"), agent }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("set capacity"), agent, capacity: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("pause", "send away", "end shift"),
      agent,
      seconds: fc.constantFrom(5, 90),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("delete", "merge"), ticket, agent }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom("lose webhook", "double webhook"), which: fc.nat(9) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("lose message", "double message"), which: fc.nat(9) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("crash"), process: fc.nat(1) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("wait"), seconds: fc.constantFrom(1, 3, 11, 31, 61) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("round"), which: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("hand out") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("replay"), ticket }) },
);
type Filled<T> = T extends { do: infer Name }
  ? Name extends string
    ? { [Key in keyof T]: Key extends "do" ? Name : T[Key] }
    : never
  : never;
export type Command = Filled<typeof command extends fc.Arbitrary<infer T> ? T : never>;

/** What nobody but the customers, the help desk and the machines do. */
const calmly = new Set([
  "arrive",
  "solve",
  "lose webhook",
  "double webhook",
  "lose message",
  "double message",
  "crash",
  "wait",
  "round",
  "hand out",
]);

/** What a scenario's policy asks for beyond the plainest. */
export interface Terms {
  pick?: PickMode;
  /** Points that a ticket of the second queue takes. */
  effort?: number;
  /** The second queue wants a skill that every other agent has. */
  skill?: "stays" | "drops" | null;
  overflows?: boolean;
  takesBack?: boolean;
  reroutesAtShiftEnd?: boolean;
}

export interface Scenario {
  terms: Terms;
  /** Members of the first group; the second has one, who may be shared. */
  agents: number;
  isShared: boolean;
  capacity: number;
  ramp: { tickets: number; minutes: number };
  processes: number;
  /** Whether our app is installed, where the help desk has one that tells what nobody else would. */
  hasApp?: boolean;
  /** What nobody could confirm of Freshdesk. */
  variants?: Partial<Variants>;
  /** Of a hundred exchanges with the help desk, so many go wrong. */
  faultPercent: number;
  /** Of a hundred messages and webhooks, so many come twice. */
  doublePercent: number;
  /** Real time between two steps, at most: with little of it, much falls into one second. */
  longestStepMs: number;
  /** The order in which everybody goes on, and what goes wrong. */
  schedule: number;
  /** Commands come so much more rarely than the workers' own steps; with 1 most come before the workers' writes. */
  pace: number;
  /** Humans rather change a ticket right before we do. */
  strikes?: boolean;
  commands: Command[];
}

const seldom = fc.constantFrom(false, false, false, true);
const terms = fc.oneof(
  { weight: 1, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record({
      pick: fc.constantFrom(...pickModes),
      effort: fc.constantFrom(1, 1, 2),
      skill: fc.constantFrom(null, null, "stays" as const, "drops" as const),
      overflows: seldom,
      takesBack: seldom,
      reroutesAtShiftEnd: seldom,
    }),
  },
);

const variants = fc.record({
  agentOutsideGroup: fc.constantFrom("refused" as const, "accepted" as const),
  groupWithoutMember: fc.constantFrom("keeps-agent" as const, "clears-agent" as const),
  updatedSince: fc.constantFrom("inclusive" as const, "exclusive" as const),
  filterSince: fc.constantFrom("accepted" as const, "refused" as const),
  noOpUpdate: fc.constantFrom("untouched" as const, "bumps" as const),
});

export const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    terms,
    agents: fc.integer({ min: 1, max: 3 }),
    isShared: fc.boolean(),
    capacity: fc.integer({ min: 1, max: 2 }),
    ramp: fc.constantFrom({ tickets: 100, minutes: 1 }, { tickets: 1, minutes: 5 }),
    processes: fc.integer({ min: 1, max: 3 }),
    hasApp: fc.boolean(),
    variants,
    faultPercent: fc.constantFrom(0, 0, 10, 30),
    doublePercent: fc.constantFrom(0, 40),
    longestStepMs: fc.constantFrom(2, 40, 700),
    schedule: fc.nat(),
    commands: fc.array(command, { minLength: 4, maxLength: 11, size: "max" }),
    isCalm: fc.boolean(),
    pace: fc.constantFrom(1, 4, 10),
    strikes: fc.boolean(),
  })
  .map(({ isCalm, commands, ...scenario }) => ({
    ...scenario,
    commands: (commands as Command[]).filter((one) => !isCalm || calmly.has(one.do)),
  }));

/** The scenario of a seed: always the same. */
export function scenarioOf(seed: number): Scenario {
  const [scenario] = fc.sample(scenarios, { seed, numRuns: 1 });
  if (!scenario) throw new Error("no scenario");
  return scenario;
}

export function isCalm({ commands }: Scenario): boolean {
  return commands.every((one) => calmly.has(one.do));
}

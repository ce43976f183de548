import type { Action } from "../../../src/routing/action.ts";
import type { Queue } from "../../../src/routing/queue.ts";
import type { Agent } from "../../../src/routing/roster.ts";
import { queueOf } from "../build.ts";
import type { DecisionCase } from "./decision-case.ts";

type Person = Partial<Agent> & { id: string };

/** Everybody in one queue, "orders", chosen as the queue says. */
export const among = (
  name: string,
  queue: Partial<Queue>,
  agents: Person[],
  is: string,
  ...then: Action[]
): DecisionCase => ({
  name,
  policy: {
    queues: [queueOf("orders", queue)],
    rules: then.length > 0 ? [{ id: "r1", name: "r1", when: { all: [] }, then }] : [],
  },
  snapshot: { agents },
  is,
});
export const withFacts = (base: DecisionCase, facts: DecisionCase["snapshot"]): DecisionCase => ({
  ...base,
  snapshot: { ...base.snapshot, ...facts },
});

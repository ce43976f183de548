import type { StoredModel } from "../../../src/db/queries/models.ts";
import type { YearTicket } from "./shop-year.ts";

export interface RoutedTicket {
  /** The group in which people would have put it. */
  truth: string;
  isVague: boolean;
  suggested: string | undefined;
  /** The group of the queue that the policy chose. */
  group: string | undefined;
  state: string;
  agentId: string | null;
}

export interface RoutingFigures {
  learned: Pick<StoredModel, "state" | "version"> | undefined;
  importSeconds: number;
  trainSeconds: number;
  tickets: number;
  /** Share of the tickets that ended where people would have put them: with the model, and all into the largest group. */
  accuracy: number;
  majority: number;
  /** Share that a group was told for, and how often it was right, against what was promised. */
  coverage: number;
  precision: number;
  promised: number;
  /** Share of the tickets without a word of their matter that a group was told for all the same. */
  vagueTold: number;
  states: Record<string, number>;
  /** Jain's index of the tickets of each group's agents, 1 is equal shares; weighed by the group's tickets. */
  fairness: number;
}

export function measureRouting(input: {
  routed: readonly RoutedTicket[];
  history: readonly YearTicket[];
  importSeconds: number;
  trainSeconds: number;
  learned: Pick<StoredModel, "state" | "version"> | undefined;
}): RoutingFigures {
  const { routed, history, ...rest } = input;
  const shareOf = (all: readonly RoutedTicket[], holds: (ticket: RoutedTicket) => boolean) =>
    all.filter(holds).length / Math.max(all.length, 1);
  const [largest] = [...Map.groupBy(history, ({ label }) => label)].sort((a, b) => b[1].length - a[1].length);
  const told = routed.filter(({ suggested }) => suggested !== undefined);
  const vague = routed.filter(({ isVague }) => isVague);
  const states = Map.groupBy(routed, ({ state }) => state);
  return {
    ...rest,
    tickets: routed.length,
    accuracy: shareOf(routed, ({ group, truth }) => group === truth),
    majority: shareOf(routed, ({ truth }) => truth === largest?.[0]),
    coverage: told.length / Math.max(routed.length, 1),
    precision: shareOf(told, ({ suggested, truth }) => suggested === truth),
    promised: 0.9,
    vagueTold: shareOf(vague, ({ suggested }) => suggested !== undefined),
    states: Object.fromEntries([...states].map(([state, tickets]) => [state, tickets.length])),
    fairness: fairnessOf(routed),
  };
}

function fairnessOf(routed: readonly RoutedTicket[]): number {
  const assigned = routed.filter(({ agentId }) => agentId !== null);
  const byGroup = Map.groupBy(assigned, ({ group }) => group);
  const sum = [...byGroup.values()].reduce((total, tickets) => {
    const counts = [...Map.groupBy(tickets, ({ agentId }) => agentId).values()].map(({ length }) => length);
    const squares = counts.reduce((squared, count) => squared + count * count, 0);
    return total + tickets.length * (tickets.length ** 2 / (counts.length * squares));
  }, 0);
  return sum / Math.max(assigned.length, 1);
}

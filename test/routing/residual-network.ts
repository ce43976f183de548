import { burdenOf, type Problem } from "../../src/routing/rebalance/problem.ts";

interface Edge {
  from: string;
  to: string;
  cost: number;
}

/** What could still be moved after a seating of tickets with effort 1: the edges along which a ticket can be shifted. */
export function residualEdges({ tickets, seats, agents }: Problem, seating: ArrayLike<number>): Edge[] {
  const used = seats.map((_seat, index) => Array.from(seating).filter((seat) => seat === index).length);
  const loads = agents.map(({ load }, agent) =>
    seats.reduce((sum, seat, index) => sum + (seat.agent === agent ? (used[index] ?? 0) : 0), load),
  );
  const edges: Edge[] = [];
  for (const [index, { options }] of tickets.entries()) {
    for (const { seat, cost } of options) {
      if (seating[index] === seat) edges.push({ from: `seat ${seat}`, to: `ticket ${index}`, cost: -cost });
      else edges.push({ from: `ticket ${index}`, to: `seat ${seat}`, cost });
    }
  }
  for (const [index, { agent, room }] of seats.entries()) {
    if ((used[index] ?? 0) + 1 <= room) edges.push({ from: `seat ${index}`, to: `agent ${agent}`, cost: 0 });
    if ((used[index] ?? 0) > 0) edges.push({ from: `agent ${agent}`, to: `seat ${index}`, cost: 0 });
  }
  for (const [agent, { load, capacity }] of agents.entries()) {
    const now = loads[agent] ?? 0;
    if (now + 1 <= capacity)
      edges.push({ from: `agent ${agent}`, to: "end", cost: burdenOf(now, 1, capacity) });
    if (now > load) edges.push({ from: "end", to: `agent ${agent}`, cost: -burdenOf(now - 1, 1, capacity) });
  }
  return edges;
}

/** Bellman-Ford from everywhere at once. A flow has the least cost if and only if there is no such cycle. */
export function hasNegativeCycle(edges: Edge[]): boolean {
  const nodes = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const distance = new Map([...nodes].map((node) => [node, 0]));
  for (let round = 0; round <= nodes.size; round++) {
    let isChanged = false;
    for (const { from, to, cost } of edges) {
      const through = (distance.get(from) ?? 0) + cost;
      if (through >= (distance.get(to) ?? 0)) continue;
      distance.set(to, through);
      isChanged = true;
    }
    if (!isChanged) return false;
  }
  return true;
}

export function canReachEnd(edges: Edge[], start: string): boolean {
  const reached = new Set([start]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const { from, to } of edges) if (reached.has(from)) reached.add(to);
  }
  return reached.has("end");
}

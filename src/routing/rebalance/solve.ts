import { createHeap } from "./heap.ts";
import { burdenOf, type Problem, type WaitingTicket } from "./problem.ts";

/** By ticket, the seat it was put on; -1 for one that stays held. */
export type Seating = Int32Array;

const nobody = -1;

/**
 * Min-cost flow by successive shortest paths, a ticket at a time in the order of urgency. A path puts the ticket on a seat
 * and, where there is no room, moves others on until one finds room. Once placed, a ticket is never put off again; so as
 * many are placed as can be, and of those the most urgent (placeable sets are a matroid). With equal effort the cost is
 * the least there is. With mixed effort a path moves only tickets that leave room enough, and the result is good, not best.
 */
export function solve(problem: Problem): Seating {
  const { tickets, seats, agents } = problem;
  const seating: Seating = new Int32Array(tickets.length).fill(nobody);
  const placedOn: number[][] = seats.map(() => []);
  const seatsOf: number[][] = agents.map(() => []);
  for (const [seat, { agent }] of seats.entries()) seatsOf[agent]?.push(seat);
  const seatRoom = seats.map(({ room }) => room);
  const loads = agents.map(({ load }) => load);
  const optionCost = tickets.map(({ options }) => new Map(options.map(({ seat, cost }) => [seat, cost])));
  // Nodes: the seats, then the agents. A price makes every edge that is left cost nothing or more.
  const count = seats.length + agents.length;
  const price = new Float64Array(count);
  let endPrice = 0;
  const distance = new Float64Array(count);
  /** The node before, or -1 where the ticket itself came. */
  const before = new Int32Array(count);
  /** The ticket that comes to the node. */
  const coming = new Int32Array(count);
  const isSettled = new Uint8Array(count);
  const heap = createHeap();

  for (const [index, ticket] of tickets.entries()) {
    const end = findPath(index, ticket);
    if (end !== nobody) follow(end);
  }
  return seating;

  /** The agent at the end of the cheapest way to place one more ticket, or -1. */
  function findPath(start: number, ticket: WaitingTicket): number {
    distance.fill(Infinity);
    isSettled.fill(0);
    heap.clear();
    let offset = Infinity;
    for (const { seat, cost } of ticket.options) offset = Math.min(offset, cost - (price[seat] ?? 0));
    for (const { seat, cost } of ticket.options)
      reach(seat, cost - offset - (price[seat] ?? 0), nobody, start);
    let [end, endDistance] = [nobody, Infinity];
    for (let node = heap.pop(); node !== nobody; node = heap.pop()) {
      if (isSettled[node]) continue;
      const at = distance[node] ?? Infinity;
      if (at >= endDistance) break;
      isSettled[node] = 1;
      if (node < seats.length) leaveSeat(node, at);
      else {
        const agent = node - seats.length;
        const arrives = endFrom(agent, at);
        if (arrives < endDistance) [end, endDistance] = [agent, arrives];
        const mover = coming[node] ?? 0;
        for (const seat of seatsOf[agent] ?? []) {
          if ((placedOn[seat]?.length ?? 0) > 0)
            reach(seat, at + (price[node] ?? 0) - (price[seat] ?? 0), node, mover);
        }
      }
    }
    if (end === nobody) return nobody;
    for (let node = 0; node < count; node++) {
      price[node] = (price[node] ?? 0) + Math.min(distance[node] ?? Infinity, endDistance);
    }
    endPrice += endDistance;
    return end;
  }

  function reach(node: number, newDistance: number, from: number, mover: number): void {
    if (isSettled[node] || newDistance >= (distance[node] ?? Infinity)) return;
    distance[node] = newDistance;
    before[node] = from;
    coming[node] = mover;
    heap.push(node, newDistance);
  }

  function endFrom(agent: number, at: number): number {
    const { capacity } = agents[agent] ?? { capacity: 0 };
    const load = loads[agent] ?? 0;
    const node = seats.length + agent;
    const { effort } = tickets[coming[node] ?? 0] as WaitingTicket;
    if (load + effort > capacity) return Infinity;
    return at + burdenOf(load, effort, capacity) + (price[node] ?? 0) - endPrice;
  }

  /** On to the agent while the queue's cap leaves room, or by moving one who sits here to another seat. */
  function leaveSeat(seat: number, at: number): void {
    const { agent } = seats[seat] ?? { agent: 0 };
    const mover = coming[seat] ?? 0;
    const { effort } = tickets[mover] as WaitingTicket;
    const cameFromAgent = (before[seat] ?? nobody) >= seats.length;
    const here = price[seat] ?? 0;
    const room = seatRoom[seat] ?? 0;
    if (!cameFromAgent && effort <= room) {
      const node = seats.length + agent;
      reach(node, at + here - (price[node] ?? 0), seat, mover);
    }
    const { capacity } = agents[agent] ?? { capacity: 0 };
    const spare = capacity - (loads[agent] ?? 0);
    for (const sitting of placedOn[seat] ?? []) {
      const { effort: freed, options } = tickets[sitting] as WaitingTicket;
      if (effort > spare + freed || (!cameFromAgent && effort > room + freed)) continue;
      const gain = optionCost[sitting]?.get(seat) ?? 0;
      for (const { seat: other, cost } of options) {
        if (other === seat) continue;
        reach(other, at + cost - gain + here - (price[other] ?? 0), seat, sitting);
      }
    }
  }

  /** Walks back from the end: each ticket on the way goes to the seat where it came. */
  function follow(end: number): void {
    const moves: { ticket: number; from: number; to: number }[] = [];
    for (let node = seats.length + end; node !== nobody; node = before[node] ?? nobody) {
      // A ticket comes to a seat from the start, or from the seat that it leaves; over an agent nobody sits down.
      if (node >= seats.length || (before[node] ?? nobody) >= seats.length) continue;
      const ticket = coming[node] ?? 0;
      moves.push({ ticket, from: seating[ticket] ?? nobody, to: node });
    }
    for (const { ticket } of moves) lift(ticket);
    for (const { ticket, to } of moves) put(ticket, to);
    if (moves.every(({ to }) => fits(to))) return;
    // With mixed effort a path may cross an agent twice and find less room than it thought.
    for (const { ticket } of moves) lift(ticket);
    for (const { ticket, from } of moves) if (from !== nobody) put(ticket, from);
  }

  function fits(seat: number): boolean {
    const { agent } = seats[seat] ?? { agent: 0 };
    return (seatRoom[seat] ?? 0) >= 0 && (loads[agent] ?? 0) <= (agents[agent]?.capacity ?? 0);
  }

  function lift(ticket: number): void {
    const seat = seating[ticket] ?? nobody;
    if (seat === nobody) return;
    const list = placedOn[seat] ?? [];
    list.splice(list.indexOf(ticket), 1);
    changeLoad(seat, -(tickets[ticket]?.effort ?? 0));
    seating[ticket] = nobody;
  }

  function put(ticket: number, seat: number): void {
    placedOn[seat]?.push(ticket);
    changeLoad(seat, tickets[ticket]?.effort ?? 0);
    seating[ticket] = seat;
  }

  function changeLoad(seat: number, points: number): void {
    const { agent } = seats[seat] ?? { agent: 0 };
    seatRoom[seat] = (seatRoom[seat] ?? 0) - points;
    loads[agent] = (loads[agent] ?? 0) + points;
  }
}

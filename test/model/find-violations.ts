import { compareHeld } from "../../src/routing/hold-order.ts";
import { findOverwritten } from "./find-overwritten.ts";
import { effortOf, hasTaker } from "./has-taker.ts";
import { type Change, openStatuses } from "./history.ts";
import { atMs, cycleOf, type Register, readRegister } from "./register.ts";
import { isCalm } from "./scenario.ts";
import type { World } from "./world.ts";

/** Holds the help desk's own account of a run against the promises. Empty when all were kept. */
export async function findViolations(world: World): Promise<string[]> {
  const register = await readRegister(world.database);
  return [
    ...findSecondAssignments(world, register),
    ...findOverwritten(world, register),
    ...findOverloads(world, register),
    ...register.reserved.map((ticketId) => `G4: a reservation for ticket ${ticketId} is left behind`),
    ...findUnsettled(world, register),
    ...findWrongOrder(world, register),
  ];
}

function* findSecondAssignments({ history }: World, register: Register): Iterable<string> {
  const seen = new Set<string>();
  for (const change of history.changes) {
    if (!change.isOurs || change.isRestoration || change.fields.assigneeId?.current == null) continue;
    const cycle = cycleOf(register, change);
    const name = `ticket ${change.ticketId}, cycle ${cycle?.cycle ?? "none"}`;
    if (!cycle || seen.has(name)) yield `G1: ${name} was assigned again by us`;
    seen.add(name);
  }
}

/** A write of ours may fill an agent up to capacity with what we gave them or had been told of. */
function* findOverloads(world: World, { decisions }: Register): Iterable<string> {
  const { history, capacities } = world;
  for (const change of history.changes) {
    const agentId = change.fields.assigneeId?.current;
    if (!change.isOurs || change.isRestoration || !agentId) continue;
    const decidedAtMs = Math.max(
      ...decisions
        .filter(({ ticketId, decidedAt }) => ticketId === change.ticketId && atMs(decidedAt) <= change.atMs)
        .map(({ decidedAt }) => atMs(decidedAt)),
    );
    const isOurs = (one: Change["beside"][number]) => one.isByUs && one.isUntouched;
    const counted = change.beside.filter(
      (one) => isOurs(one) || wasTold(world, one.ticketId, agentId, decidedAtMs),
    );
    // Of a ticket that only a human gave away nobody knows more than that it is one.
    const load =
      counted.reduce((sum, one) => sum + (isOurs(one) ? effortOf(world, one.ticketId) : 1), 0) +
      effortOf(world, change.ticketId);
    const inForce = capacities.filter(
      (one) => one.agentId === agentId && one.fromMs <= change.atMs && one.untilMs >= decidedAtMs,
    );
    const most = Math.max(...inForce.map(({ value }) => value));
    if (load <= most) continue;
    yield `G3: agent ${agentId} has ${load} of ${most} with ticket ${change.ticketId} (beside ${counted.map((one) => one.ticketId)})`;
  }

  function wasTold(
    { history: { tellings } }: World,
    ticketId: string,
    agentId: string,
    untilMs: number,
  ): boolean {
    let latest: (typeof tellings)[number] | undefined;
    for (const one of tellings) {
      if (one.ticketId !== ticketId || one.knownAtMs > untilMs) continue;
      if (!latest || one.updatedAt >= latest.updatedAt) latest = one;
    }
    return latest?.assigneeId === agentId && openStatuses.includes(latest.status);
  }
}

/** In the end every ticket has an outcome with its reason, and it is the help desk's, too. */
function* findUnsettled(world: World, register: Register): Iterable<string> {
  const { desk, history } = world;
  const { cycles } = register;
  for (const { ticketId, cycle, state, reason } of cycles) {
    if (state === "pending") yield `G4: ticket ${ticketId}, cycle ${cycle} is pending for ever (${reason})`;
    else if (!reason) yield `G4: ticket ${ticketId}, cycle ${cycle} ended as ${state} without a reason`;
  }
  for (const ticket of desk.tickets()) {
    const latest = cycles.findLast(({ ticketId }) => ticketId === ticket.id);
    const isWaiting = openStatuses.includes(ticket.status) && ticket.assigneeId === null;
    if (!latest && isWaiting) yield `G4: nobody ever routed ticket ${ticket.id}`;
    if (latest?.state === "held" && !isWaiting) {
      yield `G4: ticket ${ticket.id} is held, but in the help desk it is ${ticket.status} with ${ticket.assigneeId}`;
    }
    if (latest?.state === "held" && isWaiting && hasTaker(world, { ...register, ticket, held: latest })) {
      yield `G4: ticket ${ticket.id} is held although somebody is free`;
    }
    const last = history.changes.findLast(
      ({ ticketId, fields }) => ticketId === ticket.id && (fields.groupId || fields.assigneeId),
    );
    const isGivenByUs = last?.isOurs && !last.isRestoration && last.fields.assigneeId?.current != null;
    const isLeftToPeople = latest?.reason?.includes("could not be put back");
    if (
      isGivenByUs &&
      latest &&
      latest.state !== "assigned" &&
      !isLeftToPeople &&
      last.atMs >= atMs(latest.openedAt)
    ) {
      yield `G4: ticket ${ticket.id} was given away by us, and the register has it as ${latest.state}: ${latest.reason}`;
    }
    if (latest?.state !== "assigned") continue;
    // A human may give it to the very same person in the same second, and our write then changes nothing.
    const given = history.changes.some(
      (change) =>
        change.ticketId === ticket.id &&
        change.atMs >= atMs(latest.openedAt) &&
        change.fields.assigneeId?.current === latest.assigneeId,
    );
    if (!given && latest.assigneeId !== null)
      yield `G4: ticket ${ticket.id} was never given to ${latest.assigneeId}`;
  }
}

/** Where nothing but tickets and machines came in between, no ticket got room that a more urgent held one wanted. */
function* findWrongOrder({ scenario, desk }: World, { cycles, decisions }: Register): Iterable<string> {
  const { effort = 1, skill, overflows, takesBack } = scenario.terms;
  // Room may be of use to one ticket and not to the other.
  if (!isCalm(scenario) || effort > 1 || skill || overflows || takesBack) return;
  const tickets = new Map(desk.tickets().map((one) => [one.id, one]));
  for (const held of cycles) {
    if (held.state !== "held" || !held.demand) continue;
    for (const { receipt, ticketId, decidedAt, writeState } of decisions) {
      if (receipt.outcome !== "assign" || writeState !== "applied" || ticketId === held.ticketId) continue;
      if (receipt.queue?.id !== held.demand.queueId) continue;
      // Who is decided again, because the help desk was away, keeps the room that they had.
      const isLater = (one: (typeof decisions)[number]) => atMs(one.decidedAt) > atMs(held.finishedAt);
      const made = decisions.filter((one) => one.ticketId === ticketId && one.receipt.outcome === "assign");
      if (!made.every(isLater)) continue;
      const own = cycles.find((one) => one.ticketId === ticketId);
      const heldSince = own?.heldSince && atMs(own.heldSince) < atMs(decidedAt) ? own.heldSince : decidedAt;
      const ticket = tickets.get(ticketId);
      const arrivedAt = own?.fromAgentId == null ? ticket?.createdAt : undefined;
      if (
        compareHeld(held.demand, { ticketId, priority: ticket?.priority ?? null, heldSince, arrivedAt }) < 0
      ) {
        yield `G4: ticket ${ticketId} got the room that ticket ${held.ticketId}, held before it, waits for`;
      }
    }
  }
}

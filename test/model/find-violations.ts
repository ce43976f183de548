import type { DecisionRow, RoutingCycle } from "../../src/db/schema/index.ts";
import type { AgentSettings } from "../../src/routing/agent-settings.ts";
import { compareHeld } from "../../src/routing/hold-order.ts";
import { effortOf, hasTaker } from "./has-taker.ts";
import { type Change, type Field, openStatuses } from "./history.ts";
import { isCalm } from "./scenario.ts";
import type { World } from "./world.ts";

/** What the database holds in the end, read by the test itself. */
interface Register {
  cycles: RoutingCycle[];
  decisions: DecisionRow[];
  /** What leads set, by agent. */
  settings: Map<string, AgentSettings>;
}

/** Holds the help desk's own account of a run against the promises. Empty when all were kept. */
export async function findViolations(world: World): Promise<string[]> {
  const { db } = world.database;
  const register: Register = {
    cycles: (await db.query.routingCycles.findMany()).sort((a, b) => a.cycle - b.cycle),
    decisions: await db.query.decisions.findMany(),
    settings: new Map(
      (await db.query.agentSettings.findMany()).map(({ agentId, settings }) => [agentId, settings]),
    ),
  };
  const reservations = await db.query.reservations.findMany();
  return [
    ...findSecondAssignments(world, register),
    ...findOverwritten(world, register),
    ...findOverloads(world, register),
    ...reservations.map(({ ticketId }) => `G4: a reservation for ticket ${ticketId} is left behind`),
    ...findUnsettled(world, register),
    ...findWrongOrder(world, register),
  ];
}

const atMs = (iso: string | null) => (iso === null ? Number.POSITIVE_INFINITY : Date.parse(iso));

/** The cycle that was in force when a write was made. */
function cycleOf({ cycles }: Register, change: Change): RoutingCycle | undefined {
  return cycles.findLast(
    ({ ticketId, openedAt }) => ticketId === String(change.ticketId) && atMs(openedAt) <= change.atMs,
  );
}

function* findSecondAssignments({ history }: World, register: Register): Iterable<string> {
  const seen = new Set<string>();
  for (const change of history.changes) {
    if (!change.isOurs || change.isRestoration || change.fields.assignee_id?.current == null) continue;
    const cycle = cycleOf(register, change);
    const name = `ticket ${change.ticketId}, cycle ${cycle?.cycle ?? "none"}`;
    if (!cycle || seen.has(name)) yield `G1: ${name} was assigned again by us`;
    seen.add(name);
  }
}

/** Every write of ours that replaced what a human set after our snapshot must have been undone. */
function* findOverwritten({ history }: World, register: Register): Iterable<string> {
  for (const [index, change] of history.changes.entries()) {
    if (!change.isOurs || change.isRestoration) continue;
    const cycle = cycleOf(register, change);
    const own = (one: Change) => one.ticketId === change.ticketId;
    const decidedAtMs = Math.min(
      ...register.decisions
        .filter(
          ({ ticketId, cycle: number }) => ticketId === String(change.ticketId) && number === cycle?.cycle,
        )
        .map(({ decidedAt }) => atMs(decidedAt)),
    );
    const snapshot = history.tellings.findLast(
      (telling) => telling.isReading && telling.ticketId === change.ticketId && telling.atMs <= decidedAtMs,
    );
    for (const field of ["group_id", "assignee_id", "priority"] as Field[]) {
      const write = change.fields[field];
      if (!write) continue;
      const before = history.changes.slice(0, index).findLast((one) => own(one) && one.fields[field]);
      const isAfterSnapshot = before && !before.isOurs && before.atMs > (snapshot?.atMs ?? 0);
      const isAsRead =
        (field === "group_id" && snapshot?.groupId === write.previous) ||
        (field === "assignee_id" && snapshot?.assigneeId === write.previous);
      if (!isAfterSnapshot || isAsRead) continue;
      const next = history.changes.slice(index + 1).find((one) => own(one) && touches(one, field));
      const isUndone = next && (!next.isOurs || next.fields[field]?.current === write.previous);
      if (isUndone || cycle?.reason?.includes("could not be put back")) continue;
      yield `G2: ticket ${change.ticketId}: a human set ${field} to ${write.previous}, and we left it as ${write.current}`;
    }
  }
}

/** Who gives a ticket to somebody has seen its group, and chooses it with the agent. */
function touches({ fields, isOurs }: Change, field: Field): boolean {
  const isGiven = !isOurs && fields.assignee_id !== undefined && fields.assignee_id.current !== null;
  return fields[field] !== undefined || (field === "group_id" && isGiven);
}

/** A write of ours may fill an agent up to capacity with what we gave them or had been told of. */
function* findOverloads(world: World, { decisions }: Register): Iterable<string> {
  const { history, capacities, scenario } = world;
  for (const change of history.changes) {
    const agentId = change.fields.assignee_id?.current;
    if (!change.isOurs || change.isRestoration || typeof agentId !== "number") continue;
    const decidedAtMs = Math.max(
      ...decisions
        .filter(
          ({ ticketId, decidedAt }) => ticketId === String(change.ticketId) && atMs(decidedAt) <= change.atMs,
        )
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
    const set = capacities.filter((one) => one.agentId === agentId);
    const inForce = set.filter((one) => one.fromMs <= change.atMs && one.untilMs >= decidedAtMs);
    const isDefaultPossible =
      set.every((one) => one.untilMs >= decidedAtMs && one === set[0]) || inForce.length === 0;
    const most = Math.max(
      ...inForce.map(({ value }) => value),
      ...(isDefaultPossible ? [scenario.capacity] : []),
    );
    if (load <= most) continue;
    yield `G3: agent ${agentId} has ${load} of ${most} with ticket ${change.ticketId} (beside ${counted.map((one) => one.ticketId)})`;
  }

  function wasTold(
    { history: { tellings } }: World,
    ticketId: number,
    agentId: number,
    untilMs: number,
  ): boolean {
    let latest: (typeof tellings)[number] | undefined;
    for (const one of tellings) {
      if (one.ticketId !== ticketId || one.atMs > untilMs) continue;
      if (!latest || one.updatedAt >= latest.updatedAt) latest = one;
    }
    return latest?.assigneeId === agentId && openStatuses.includes(latest.status);
  }
}

/** In the end every ticket has an outcome with its reason, and it is the help desk's, too. */
function* findUnsettled(world: World, register: Register): Iterable<string> {
  const { sandbox, history } = world;
  const { cycles } = register;
  for (const { ticketId, cycle, state, reason } of cycles) {
    if (state === "pending") yield `G4: ticket ${ticketId}, cycle ${cycle} is pending for ever (${reason})`;
    else if (!reason) yield `G4: ticket ${ticketId}, cycle ${cycle} ended as ${state} without a reason`;
  }
  for (const ticket of sandbox.tickets()) {
    const latest = cycles.findLast(({ ticketId }) => ticketId === String(ticket.id));
    const isWaiting = openStatuses.includes(ticket.status) && ticket.assignee_id === null;
    if (!latest && isWaiting) yield `G4: nobody ever routed ticket ${ticket.id}`;
    if (latest?.state === "held" && !isWaiting) {
      yield `G4: ticket ${ticket.id} is held, but in the help desk it is ${ticket.status} with ${ticket.assignee_id}`;
    }
    if (latest?.state === "held" && isWaiting && hasTaker(world, { ...register, ticket, held: latest })) {
      yield `G4: ticket ${ticket.id} is held although somebody is free`;
    }
    const last = history.changes.findLast(
      ({ ticketId, fields }) => ticketId === ticket.id && (fields.group_id || fields.assignee_id),
    );
    const isGivenByUs = last?.isOurs && !last.isRestoration && last.fields.assignee_id?.current != null;
    if (isGivenByUs && latest && latest.state !== "assigned" && last.atMs >= atMs(latest.openedAt)) {
      yield `G4: ticket ${ticket.id} was given away by us, and the register has it as ${latest.state}: ${latest.reason}`;
    }
    if (latest?.state !== "assigned") continue;
    // A human may give it to the very same person in the same second, and our write then changes nothing.
    const given = history.changes.some(
      (change) =>
        change.ticketId === ticket.id &&
        change.atMs >= atMs(latest.openedAt) &&
        String(change.fields.assignee_id?.current) === latest.assigneeId,
    );
    if (!given && latest.assigneeId !== null)
      yield `G4: ticket ${ticket.id} was never given to ${latest.assigneeId}`;
  }
}

/** Where nothing but tickets and machines came in between, no ticket got room that a more urgent held one wanted. */
function* findWrongOrder({ scenario, sandbox }: World, { cycles, decisions }: Register): Iterable<string> {
  const { effort = 1, skill, overflows, takesBack } = scenario.terms;
  // Room may be of use to one ticket and not to the other.
  if (!isCalm(scenario) || effort > 1 || skill || overflows || takesBack) return;
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
      const ticket = sandbox.findTicket(Number(ticketId));
      const arrivedAt = own?.fromAgentId == null ? ticket?.created_at : undefined;
      if (
        compareHeld(held.demand, { ticketId, priority: ticket?.priority ?? null, heldSince, arrivedAt }) < 0
      ) {
        yield `G4: ticket ${ticketId} got the room that ticket ${held.ticketId}, held before it, waits for`;
      }
    }
  }
}

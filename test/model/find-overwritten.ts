import type { DecisionRow, RoutingCycle } from "../../src/db/schema/index.ts";
import { accountKey, type Change, type Field, fields } from "./history.ts";
import { atMs, cycleOf, type Register } from "./register.ts";
import type { World } from "./world.ts";

/** Every write of ours that replaced what a human set after our snapshot must have been undone. */
export function* findOverwritten(world: World, register: Register): Iterable<string> {
  const { changes } = world.history;
  for (const [index, change] of changes.entries()) {
    if (!change.isOurs) continue;
    const own = (one: Change) => one.ticketId === change.ticketId;
    const cycle = cycleOf(register, change);
    for (const field of fields) {
      const write = change.fields[field];
      if (!write) continue;
      const place = changes.slice(0, index).findLastIndex((one) => own(one) && one.fields[field]);
      const before = changes[place];
      if (!before || before.isOurs || !isAfterSnapshot(world, register, { change, cycle, place, field }))
        continue;
      const next = changes.slice(index + 1).find((one) => own(one) && touches(one, field));
      const isUndone = next && (!next.isOurs || next.fields[field]?.current === write.previous);
      if (isUndone || cycle?.reason?.includes("could not be put back")) continue;
      if (isInBlindMoment(world, register, { change, place })) continue;
      yield `G2: ticket ${change.ticketId}: a human set ${field} to ${write.previous}, and we left it as ${write.current}`;
    }
  }
}

/** Whether a human's change could not be known when it was decided to write over it. */
function isAfterSnapshot(
  { history }: World,
  { decisions }: Register,
  {
    change,
    cycle,
    place,
    field,
  }: { change: Change; cycle: RoutingCycle | undefined; place: number; field: Field },
): boolean {
  // What a write gives back was decided before whatever a human has set since.
  if (change.isRestoration) return true;
  const decidedAtMs = Math.min(
    ...decisions
      .filter(({ ticketId, cycle: number }) => ticketId === change.ticketId && number === cycle?.cycle)
      .map(({ decidedAt }) => atMs(decidedAt)),
  );
  const snapshot = history.tellings.findLast(
    ({ readUpTo, ticketId, atMs: toldAtMs }) =>
      readUpTo !== undefined && ticketId === change.ticketId && toldAtMs <= decidedAtMs,
  );
  const isAsRead = field !== "priority" && snapshot?.[field] === change.fields[field]?.previous;
  return place >= (snapshot?.readUpTo ?? 0) && !isAsRead;
}

/** Who gives a ticket to somebody has seen its group, and chooses it with the agent. */
function touches({ fields, isOurs }: Change, field: Field): boolean {
  const isGiven = !isOurs && fields.assigneeId !== undefined && fields.assigneeId.current !== null;
  return fields[field] !== undefined || (field === "groupId" && isGiven);
}

/**
 * A help desk without a condition on writes cannot be told apart from one where nobody was faster: what a human sets between
 * our last reading and our write is lost, unless our app is told of the write and the ticket was given to somebody with it.
 */
function isInBlindMoment(
  { desk, history }: World,
  { decisions }: Register,
  { change, place }: { change: Change; place: number },
): boolean {
  if (desk.name !== "freshdesk" || change.readUpTo === undefined || place < change.readUpTo) return false;
  const made = decisions
    .filter(({ ticketId, decidedAt }) => ticketId === change.ticketId && atMs(decidedAt) <= change.atMs)
    .reduce<DecisionRow | undefined>(
      (latest, one) => (latest && atMs(latest.decidedAt) > atMs(one.decidedAt) ? latest : one),
      undefined,
    );
  const isHold = made?.receipt.outcome === "hold";
  return change.isRestoration || isHold || !history.accounts.has(accountKey(change));
}

import type { CompiledPolicy } from "../../routing/compile.ts";
import { type Decision, decideCompiled } from "../../routing/decide.ts";
import type { HeldDemand } from "../../routing/hold-demand.ts";
import { compareHeld } from "../../routing/hold-order.ts";
import { keepRoom } from "../../routing/keep-room.ts";
import type { Roster } from "../../routing/roster.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { Ticket, TicketUpdate } from "../../routing/ticket.ts";
import { type Tracing, untraced } from "../../routing/tracing.ts";
import type { DecisionRequest } from "./decide-ticket.ts";
import type { AssignableRoster } from "./read-assignable-roster.ts";

export interface TakenPlace {
  /** What was decided, without the trace that a receipt needs; `snapshot` gives it. */
  decision: Decision;
  /** What was seen; it stays so until it is asked for another place of the same group. */
  snapshot(): Snapshot;
  /** Whether the help desk is to be written to. */
  isToBeWritten: boolean;
}

interface Decided {
  decision: Decision;
  snapshot: Snapshot;
}

/** Decides one ticket of a group, and takes its room from the roster before the next one is looked at. */
export function decideInTurn(input: {
  compiled: CompiledPolicy;
  roster: AssignableRoster;
  /** Tickets that are held, this group's left out: those more urgent than the ticket keep their room. */
  held: readonly HeldDemand[];
  now: string;
  request: DecisionRequest;
  tracing: Tracing;
}): TakenPlace {
  const { roster, request } = input;
  const { ticket, heldSince } = request;
  const before = roster.release(ticket.id);
  const moment = roster.agents.moment();
  const { decision, snapshot } = decideByPlan(input) ?? decideBehind(input);
  const { writes, reserved } = decision.receipt;
  const isHeldAgain =
    heldSince !== null && decision.outcome === "hold" && changesNothing(ticket, decision.update);
  const isToBeWritten = decision.outcome !== "leave alone" && writes && !isHeldAgain;
  if (isToBeWritten && reserved) roster.take(decision.receipt, { isHandOut: heldSince !== null });
  else roster.restore(ticket.id, before);
  return {
    decision,
    snapshot() {
      roster.agents.goTo(moment);
      return snapshot;
    },
    isToBeWritten,
  };
}

/**
 * What a plan that a lead applied wants, where it can still be: nobody else counts, and neither do room that is kept for others,
 * who have their own places in the plan, and the pace, which whoever applied it has seen.
 */
function decideByPlan({
  compiled,
  roster,
  now,
  request,
}: Parameters<typeof decideInTurn>[0]): Decided | undefined {
  const { ticket, signals, heldSince, plannedAgentId, reassign, helpdeskPicks } = request;
  if (plannedAgentId == null) return undefined;
  const snapshot: Snapshot = {
    ticket,
    signals,
    roster: roster.current(),
    now,
    plannedAgentId,
    ...(heldSince !== null && { heldSince }),
    ...(reassign && { reassign }),
    ...(helpdeskPicks && { helpdeskPicks }),
  };
  const decision = decideCompiled(compiled, snapshot, untraced);
  return decision.outcome === "assign" ? { decision, snapshot } : undefined;
}

/** How urgent a ticket is its own rules say, so a held one is decided again without those that are behind it. */
function decideBehind({
  compiled,
  roster,
  held,
  now,
  request,
  tracing,
}: Parameters<typeof decideInTurn>[0]): Decided {
  const { ticket, signals, heldSince, reassign, helpdeskPicks } = request;
  const decideWith = (kept: readonly HeldDemand[]) => {
    const current: Roster = roster.current();
    const snapshot: Snapshot = {
      ticket,
      signals,
      roster: kept.length > 0 ? keepRoom(compiled.policy, current, kept, now) : current,
      now,
      ...(heldSince !== null && { heldSince, isHandOut: true }),
      ...(reassign && { reassign }),
      ...(helpdeskPicks && { helpdeskPicks }),
    };
    return { decision: decideCompiled(compiled, snapshot, tracing), snapshot };
  };
  const decided = decideWith(held);
  const { demand } = decided.decision;
  if (!demand || held.length === 0) return decided;
  const ahead = held.filter((other) => compareHeld(other, demand) < 0);
  return ahead.length === held.length ? decided : decideWith(ahead);
}

/** Whether a write would leave the ticket as it is, and so only make noise. */
function changesNothing(ticket: Ticket, update: TicketUpdate): boolean {
  const { groupId = ticket.groupId, assigneeId = ticket.assigneeId, priority = ticket.priority } = update;
  return (
    groupId === ticket.groupId &&
    assigneeId === ticket.assigneeId &&
    priority === ticket.priority &&
    update.addTags === undefined &&
    Object.entries(update.customFields ?? {}).every(
      ([key, value]) => JSON.stringify(ticket.customFields[key] ?? null) === JSON.stringify(value),
    )
  );
}

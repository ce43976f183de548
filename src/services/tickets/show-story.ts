import { listCorrections } from "../../db/queries/corrections.ts";
import { listDecisions } from "../../db/queries/decisions.ts";
import { listAgents, listGroups } from "../../db/queries/roster.ts";
import { listTicketCycles } from "../../db/queries/routing-cycles.ts";
import type { Correction, RoutingCycle, StoredDecision } from "../../db/schema/index.ts";
import type { Receipt } from "../../routing/receipt.ts";
import type { ServiceContext } from "../context.ts";

/** Where a ticket is and why, as people who look at it read it. */
export type TicketStory =
  /** Created before Signalbox was installed, or not reported yet. */
  | { kind: "not seen" }
  | {
      kind: "routed";
      state: RoutingCycle["state"];
      /** A sentence; null while nothing has been tried. */
      reason: string | null;
      openedAt: string;
      decision: TicketDecision | null;
      /** Latest first. */
      history: StoryEvent[];
      /** What the person who looks said of this cycle. */
      correction: Pick<Correction, "reason" | "note" | "wantedGroupId" | "at"> | null;
      /** Where a ticket can belong. */
      groups: { id: string; name: string }[];
    };

export type TicketDecision = Pick<
  StoredDecision,
  "id" | "sentence" | "receipt" | "policyVersion" | "decidedAt" | "writeState"
>;

export type StoryEvent =
  | { kind: "opened"; at: string; source: RoutingCycle["source"] }
  | { kind: "ended"; at: string; state: RoutingCycle["state"]; agent: string | null; queue: string | null }
  | { kind: "corrected"; at: string; reason: Correction["reason"]; by: string | null; group: string | null };

/** @param input.actor who looks; null for somebody unknown */
export async function showStory(
  { db }: Pick<ServiceContext, "db">,
  input: { installationId: string; ticketId: string; actor: string | null },
): Promise<TicketStory> {
  const { installationId, ticketId, actor } = input;
  const cycles = await listTicketCycles(db, installationId, ticketId);
  const latest = cycles[0];
  if (!latest) return { kind: "not seen" };
  const [decisions, corrections, groups, agents] = await Promise.all([
    listDecisions(db, installationId, ticketId),
    listCorrections(db, installationId, ticketId),
    listGroups(db, installationId),
    listAgents(db, installationId),
  ]);
  const decision = decisionOf(latest, decisions);
  const own = corrections.find((one) => one.actor === actor && one.cycle === latest.cycle);
  const nameOf = (userId: string) => agents.find(({ agentId }) => agentId === userId)?.name ?? null;
  const history: StoryEvent[] = [
    ...cycles.flatMap((cycle) => tellCycle(cycle, decisionOf(cycle, decisions)?.receipt)),
    ...corrections.map(({ at, reason, actor: by, wantedGroupId }) => ({
      kind: "corrected" as const,
      at,
      reason,
      by: nameOf(by.replace(/^user:/, "")),
      group: groups.find(({ groupId }) => groupId === wantedGroupId)?.name ?? null,
    })),
  ];
  return {
    kind: "routed",
    state: latest.state,
    reason: latest.reason,
    openedAt: latest.openedAt,
    decision: decision ? toDecision(decision) : null,
    history: history.sort((a, b) => Date.parse(b.at) - Date.parse(a.at)),
    correction: own
      ? { reason: own.reason, note: own.note, wantedGroupId: own.wantedGroupId, at: own.at }
      : null,
    groups: groups.map(({ groupId, name }) => ({ id: groupId, name })),
  };
}

/** The decision that a cycle ended with, or the latest that it made. */
function decisionOf(cycle: RoutingCycle, decisions: StoredDecision[]): StoredDecision | undefined {
  return (
    decisions.find(({ id }) => id === cycle.decisionId) ??
    decisions.find((decision) => decision.cycle === cycle.cycle)
  );
}

/** People outside the group are only counted: of a large team they would be most of what is sent. */
function toDecision(decision: StoredDecision): TicketDecision {
  const { id, sentence, receipt, policyVersion, decidedAt, writeState } = decision;
  const candidates = receipt.candidates.filter(({ removedBy }) => removedBy?.filter !== "member");
  return { id, sentence, receipt: { ...receipt, candidates }, policyVersion, decidedAt, writeState };
}

function tellCycle(cycle: RoutingCycle, receipt: Receipt | undefined): StoryEvent[] {
  const { state, source, openedAt, finishedAt } = cycle;
  const opened: StoryEvent = { kind: "opened", at: openedAt, source };
  if (finishedAt === null) return [opened];
  const isWritten = state === "assigned" || state === "grouped" || state === "held";
  const agent = (isWritten && receipt?.chosen?.name) || null;
  const queue = (isWritten && receipt?.queue?.name) || null;
  return [{ kind: "ended", at: finishedAt, state, agent, queue }, opened];
}

import type { Db } from "../../db/database.ts";
import { listDecisions } from "../../db/queries/decisions.ts";
import { findActivePolicy } from "../../db/queries/policies.ts";
import { type CyclePlace, listFirstCycles } from "../../db/queries/register.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import type { HelpdeskClient } from "../../ports/helpdesk.ts";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import { type CompiledPolicy, compile } from "../../routing/compile.ts";
import { decideCompiled } from "../../routing/decide.ts";
import { explain } from "../../routing/explain.ts";
import type { PolicyProblem } from "../../routing/policy-problem.ts";
import type { Receipt } from "../../routing/receipt.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import { validatePolicy } from "../../routing/validate-policy.ts";
import type { ServiceContext } from "../context.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { getInstallation } from "../installations/connect-installation.ts";
import { readTicketSignals } from "../signals/read-ticket-signals.ts";
import { type AssignableRoster, readAssignableRoster } from "../tickets/read-assignable-roster.ts";
import { recallTicket } from "../tickets/recall-ticket.ts";
import { asArrived } from "./as-arrived.ts";
import { compilePolicy } from "./compile-policy.ts";
import { awake } from "./try-policy.ts";

/** So many readings of the help desk at a time: quick, and far from using up its limit. */
const lanes = 4;

/** Where a ticket goes, as far as two policies can be compared. */
export interface Destination {
  outcome: Receipt["outcome"];
  queue: string | null;
  agent: string | null;
  priority: string | null;
  tags: string[];
  sentence: string;
}

export interface BacktestEntry {
  ticketId: string;
  /** When it arrived; rules that look at the clock are asked about that time. */
  at: string;
  inForce: Destination;
  draft: Destination;
  /** What of the destination differs; empty for a ticket that goes where it goes now. */
  differs: ("outcome" | "queue" | "agent" | "priority" | "tags")[];
}

export type Backtest =
  | { outcome: "not a policy"; problems: PolicyProblem[] }
  | {
      outcome: "compared";
      entries: BacktestEntry[];
      /** Tickets that the help desk has no more. */
      gone: string[];
      /** Where to go on; null at the end of the register. */
      next: CyclePlace | null;
      /** The help desk wanted no more calls: what was read until then is here. */
      stopped: { reason: string } | null;
    };

/**
 * Where the shop's latest tickets would go under a policy that is not published, beside where the version in force
 * sends them. Both are asked about the same ticket, as it arrived and when it arrived, with the people and loads of
 * now: what differs is the policy's doing. The tickets' text is read from the help desk, for the register has none of
 * it, and is forgotten again.
 */
export async function backtestPolicy(
  context: ServiceContext,
  input: { installationId: string; document: unknown; before?: CyclePlace | undefined; limit: number },
): Promise<Backtest> {
  const { installationId, before, limit } = input;
  const active = await findActivePolicy(context.db, installationId);
  if (!active) throw new NotFoundError("a policy of this installation");
  const validation = validatePolicy(input.document);
  if (!validation.ok) return { outcome: "not a policy", problems: validation.problems };

  const places = await listFirstCycles(context.db, { installationId, before, limit });
  const roster = await readRosterFor(context, { installationId, policy: active.document, places });
  const compare: Comparison = {
    client: await openClient(context, await getInstallation(context, installationId)),
    roster,
    inForce:
      active.document.mode === "off" ? compile(awake(active.document)) : compilePolicy(context, active),
    draft: compile(awake(validation.policy)),
  };
  const results = new Map<string, BacktestEntry | undefined>();
  const waiting = [...places];
  let stopped: { reason: string } | null = null;
  const work = async () => {
    for (let place = waiting.shift(); place && !stopped; place = waiting.shift()) {
      try {
        results.set(place.ticketId, await compareTicket(context, installationId, place, compare));
      } catch (error) {
        if (!(error instanceof HelpdeskError)) throw error;
        stopped = { reason: error.message };
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  const firstUndone = places.findIndex(({ ticketId }) => !results.has(ticketId));
  const done = firstUndone < 0 ? places : places.slice(0, firstUndone);
  return {
    outcome: "compared",
    entries: done.flatMap(({ ticketId }) => results.get(ticketId) ?? []),
    gone: done.filter(({ ticketId }) => !results.get(ticketId)).map(({ ticketId }) => ticketId),
    next: stopped ? (done.at(-1) ?? before ?? null) : places.length < limit ? null : (places.at(-1) ?? null),
    stopped,
  };
}

interface Comparison {
  client: HelpdeskClient;
  roster: AssignableRoster;
  inForce: CompiledPolicy;
  draft: CompiledPolicy;
}

async function compareTicket(
  context: ServiceContext,
  installationId: string,
  { ticketId, openedAt }: CyclePlace,
  { client, roster, inForce, draft }: Comparison,
): Promise<BacktestEntry | undefined> {
  const found = await client.findTicket(ticketId);
  if (!found) return undefined;
  const ticket = await recallTicket(context, {
    installationId,
    ticket: asArrived(found, await listDecisions(context.db, installationId, ticketId)),
    cycle: 1,
    beforeIso: openedAt,
  });
  const signals = await readTicketSignals(context, { installationId, ticket });
  // Its own load stands in nobody's way; nothing else runs between these lines.
  const own = roster.release(ticketId);
  const snapshot: Snapshot = { ticket, signals, roster: roster.current(), now: openedAt };
  if (own) roster.restore(ticketId, own);
  const before = destinationOf(decideCompiled(inForce, snapshot).receipt);
  const after = destinationOf(decideCompiled(draft, snapshot).receipt);
  return { ticketId, at: openedAt, inForce: before, draft: after, differs: differencesOf(before, after) };
}

function destinationOf(receipt: Receipt): Destination {
  return {
    outcome: receipt.outcome,
    queue: receipt.queue?.name ?? null,
    agent: receipt.chosen?.name ?? null,
    priority: receipt.update.priority ?? null,
    tags: receipt.update.addTags ?? [],
    sentence: explain(receipt),
  };
}

function differencesOf(before: Destination, after: Destination): BacktestEntry["differs"] {
  const keys = ["outcome", "queue", "agent", "priority", "tags"] as const;
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

function readRosterFor(
  context: ServiceContext,
  input: {
    installationId: string;
    policy: Parameters<typeof readAssignableRoster>[1]["policy"];
    places: CyclePlace[];
  },
): Promise<AssignableRoster> {
  const { installationId, policy, places } = input;
  const ticketIds = places.map(({ ticketId }) => ticketId);
  const now = new Date(context.platform.now()).toISOString();
  return context.db.transaction((tx: Db) =>
    readAssignableRoster(
      { tx, rosters: context.rosters },
      { installationId, policy, ticketIds, now, isPaced: false },
    ),
  );
}

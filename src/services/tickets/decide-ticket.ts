import type { Db } from "../../db/database.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import { insertDecision } from "../../db/queries/decisions.ts";
import type { StoredPolicy } from "../../db/queries/policies.ts";
import { reserve } from "../../db/queries/roster.ts";
import { type CycleKey, noteSeenTicket } from "../../db/queries/routing-cycles.ts";
import { type Decision, decideCompiled } from "../../routing/decide.ts";
import { explain } from "../../routing/explain.ts";
import type { Signals } from "../../routing/signals.ts";
import type { Ticket } from "../../routing/ticket.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { compilePolicy } from "../policies/compile-policy.ts";
import { readRoster } from "./read-roster.ts";

export interface MadeDecision {
  id: string;
  decision: Decision;
  sentence: string;
  /** Whether the help desk is to be written to. */
  isToBeWritten: boolean;
}

/**
 * The critical section: under the installation's lock it reads the loads, decides, takes the room, and stores
 * the intent. No two tickets of an installation are given the same last place.
 */
export async function decideTicket(
  context: ServiceContext,
  input: { key: CycleKey; ticket: Ticket; signals: Signals; policy: StoredPolicy },
): Promise<MadeDecision> {
  const { key, ticket, signals, policy } = input;
  return context.db.transaction(async (tx: Db) => {
    await lockInstallation(tx, key.installationId);
    await noteSeenTicket(tx, key, ticket);
    const roster = await readRoster(tx, { installationId: key.installationId, exceptTicketId: ticket.id });
    const now = isoNow(context.platform);
    const decision = decideCompiled(compilePolicy(context, policy), { ticket, signals, roster, now });
    const { writes, reserved } = decision.receipt;
    const isToBeWritten = decision.outcome !== "leave alone" && writes;
    if (isToBeWritten && reserved) {
      const lifeSeconds = context.settings.leaseSeconds * 2;
      await reserve(tx, { ...key, agentId: reserved.agentId, effort: reserved.points, lifeSeconds });
    }
    const made = {
      id: context.platform.newId(),
      decision,
      sentence: explain(decision.receipt),
      isToBeWritten,
    };
    await insertDecision(tx, {
      id: made.id,
      ...key,
      policyVersion: policy.version,
      receipt: decision.receipt,
      sentence: made.sentence,
      writeState: isToBeWritten ? "pending" : "not needed",
      decidedAt: now,
    });
    return made;
  });
}

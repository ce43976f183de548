import { and, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { packCandidates, unpackCandidates } from "../../routing/packed-candidates.ts";
import type { Db } from "../database.ts";
import {
  type DecisionRow,
  decisions,
  learningExamples,
  type Restoration,
  type StoredDecision,
} from "../schema/index.ts";

type NewDecision = Omit<StoredDecision, "restoration" | "appliedAt">;

/** Stores decisions in one statement, whose text is the same for any number of them. */
export async function insertDecisions(db: Db, rows: readonly NewDecision[]): Promise<void> {
  if (rows.length === 0) return;
  const stored = rows.map(({ receipt: { candidates, ...receipt }, ...row }) => {
    return { ...row, receipt, candidates: packCandidates(candidates) };
  });
  await db.execute(sql`
    insert into ${decisions}
      (id, installation_id, ticket_id, requester_id, cycle, policy_version, receipt, candidates, demand, sentence,
        write_state, decided_at)
    select "id", "installationId", "ticketId", "requesterId", "cycle", "policyVersion", "receipt", "candidates", "demand",
      "sentence", "writeState", "decidedAt"
    from json_to_recordset(${JSON.stringify(stored)}::json) as input (
      "id" text, "installationId" text, "ticketId" text, "requesterId" text, "cycle" int, "policyVersion" int,
      "receipt" jsonb, "candidates" json, "demand" jsonb, "sentence" text, "writeState" text, "decidedAt" timestamptz
    )`);
}

function toDecision({ receipt, candidates, ...row }: DecisionRow): StoredDecision {
  return { ...row, receipt: { ...receipt, candidates: unpackCandidates(candidates) } };
}

/** An intent whose write may or may not have reached the help desk, or one that has to be undone. */
export async function findOpenDecision(
  db: Db,
  key: { installationId: string; ticketId: string; cycle: number },
): Promise<StoredDecision | undefined> {
  const [row] = await db
    .select()
    .from(decisions)
    .where(
      and(
        eq(decisions.installationId, key.installationId),
        eq(decisions.ticketId, key.ticketId),
        eq(decisions.cycle, key.cycle),
        inArray(decisions.writeState, ["pending", "restoring"]),
      ),
    )
    .orderBy(desc(decisions.decidedAt), desc(decisions.id))
    .limit(1);
  return row && toDecision(row);
}

export async function findDecision(db: Db, decisionId: string): Promise<StoredDecision | undefined> {
  const [row] = await db.select().from(decisions).where(eq(decisions.id, decisionId));
  return row && toDecision(row);
}

export async function markDecision(
  db: Db,
  decisionId: string,
  writeState: StoredDecision["writeState"],
  appliedAt: string | null = null,
): Promise<void> {
  await db.update(decisions).set({ writeState, appliedAt }).where(eq(decisions.id, decisionId));
}

export async function markRestoring(db: Db, decisionId: string, restoration: Restoration): Promise<void> {
  await db
    .update(decisions)
    .set({ writeState: "restoring", restoration })
    .where(eq(decisions.id, decisionId));
}

/** All decisions of a ticket, latest first. */
export async function listDecisions(
  db: Db,
  installationId: string,
  ticketId: string,
): Promise<StoredDecision[]> {
  const rows = await db
    .select()
    .from(decisions)
    .where(and(eq(decisions.installationId, installationId), eq(decisions.ticketId, ticketId)))
    .orderBy(desc(decisions.decidedAt), desc(decisions.id))
    .limit(50);
  return rows.map(toDecision);
}

export async function listDecisionsById(
  db: Db,
  installationId: string,
  decisionIds: string[],
): Promise<StoredDecision[]> {
  if (decisionIds.length === 0) return [];
  const rows = await db
    .select()
    .from(decisions)
    .where(and(eq(decisions.installationId, installationId), inArray(decisions.id, decisionIds)));
  return rows.map(toDecision);
}

export interface Suggestion {
  ticketId: string;
  /** Where the ticket ended. */
  groupId: string;
  /** The name of the group that the first decision had been told, and with which confidence. */
  suggested: string;
  confidence: number;
}

/** Of solved tickets, the latest decided first. */
export async function listSuggestions(
  db: Db,
  input: { installationId: string; limit: number },
): Promise<Suggestion[]> {
  const suggestion = sql`${decisions.receipt}->'signals'->'suggestedGroup'`;
  const rows = await db
    .select({
      ticketId: decisions.ticketId,
      groupId: learningExamples.groupId,
      suggested: sql<string>`${suggestion}->>'value'`,
      confidence: sql<number>`(${suggestion}->>'confidence')::float8`,
    })
    .from(decisions)
    .innerJoin(
      learningExamples,
      and(
        eq(learningExamples.installationId, decisions.installationId),
        eq(learningExamples.ticketId, decisions.ticketId),
      ),
    )
    .where(
      and(
        eq(decisions.installationId, input.installationId),
        eq(decisions.cycle, 1),
        isNotNull(learningExamples.groupId),
        sql`${suggestion} is not null`,
      ),
    )
    .orderBy(desc(decisions.decidedAt))
    .limit(input.limit);
  const once = new Map(rows.map((row) => [row.ticketId, row]));
  return [...once.values()].map((row) => ({ ...row, groupId: row.groupId ?? "" }));
}

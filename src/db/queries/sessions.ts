import { and, eq, gt, isNotNull, isNull, lt, or } from "drizzle-orm";
import type { Db } from "../database.ts";
import { installations, people, type StoredSession, sessions, signInLinks } from "../schema/index.ts";

/** False when its proof has been used before. */
export async function insertSession(db: Db, row: StoredSession): Promise<boolean> {
  const inserted = await db
    .insert(sessions)
    .values(row)
    .onConflictDoNothing()
    .returning({ tokenHash: sessions.tokenHash });
  return inserted.length > 0;
}

/**
 * Undefined once it has expired, and for an installation that has left.
 *
 * @param input.isToBeRevived a person's cookie outlives what was last asked of the help desk, and ends with the day
 */
export async function findSession(
  db: Db,
  input: { tokenHash: string; at: string; isToBeRevived?: boolean },
): Promise<StoredSession | undefined> {
  const isGood = input.isToBeRevived
    ? and(gt(sessions.endsAt, input.at), isNull(sessions.proofHash), isNotNull(sessions.userId))
    : gt(sessions.expiresAt, input.at);
  const [row] = await db
    .select({ session: sessions, status: installations.status })
    .from(sessions)
    .leftJoin(installations, eq(installations.id, sessions.installationId))
    .where(and(eq(sessions.tokenHash, input.tokenHash), isGood));
  return row?.status === "uninstalled" ? undefined : row?.session;
}

export async function extendSession(
  db: Db,
  tokenHash: string,
  changes: Pick<StoredSession, "expiresAt" | "role">,
): Promise<void> {
  await db.update(sessions).set(changes).where(eq(sessions.tokenHash, tokenHash));
}

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
}

/** Ends what somebody has open, as after a change of their role. */
export async function deleteSessionsOf(db: Db, installationId: string, userId: string): Promise<void> {
  await db
    .delete(sessions)
    .where(and(eq(sessions.installationId, installationId), eq(sessions.userId, userId)));
}

/** What has ended is kept for a while, so that its proof is still known to be used up. */
export async function deleteEndedSessions(db: Db, endedBefore: string): Promise<void> {
  await db
    .delete(sessions)
    .where(
      or(
        lt(sessions.endsAt, endedBefore),
        and(isNull(sessions.proofHash), lt(sessions.expiresAt, endedBefore)),
      ),
    );
  await db.delete(signInLinks).where(lt(signInLinks.expiresAt, endedBefore));
}

export async function insertSignInLink(db: Db, row: typeof signInLinks.$inferInsert): Promise<void> {
  await db.insert(signInLinks).values(row);
}

/** Takes the link out, so that it is good once. */
export async function takeSignInLink(db: Db, input: { codeHash: string; at: string }): Promise<boolean> {
  const taken = await db
    .delete(signInLinks)
    .where(and(eq(signInLinks.codeHash, input.codeHash), gt(signInLinks.expiresAt, input.at)))
    .returning({ codeHash: signInLinks.codeHash });
  return taken.length > 0;
}

export async function isLead(db: Db, installationId: string, userId: string): Promise<boolean> {
  const rows = await db
    .select({ role: people.role })
    .from(people)
    .where(and(eq(people.installationId, installationId), eq(people.userId, userId)));
  return rows.length > 0;
}

export async function saveLead(db: Db, row: typeof people.$inferInsert): Promise<void> {
  await db.insert(people).values(row).onConflictDoNothing();
}

export async function deleteLead(db: Db, installationId: string, userId: string): Promise<void> {
  await db.delete(people).where(and(eq(people.installationId, installationId), eq(people.userId, userId)));
}

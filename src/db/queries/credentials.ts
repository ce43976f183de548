import { and, eq, gt, isNotNull, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { type Installation, installations } from "../schema/index.ts";

export type StoredCredentials = Pick<
  Installation,
  "sealedCredentials" | "sealedRefreshToken" | "renewAt" | "refreshExpiresAt"
>;

/**
 * Takes on the renewal of exactly these credentials, by the database's clock; false while another process has it, or
 * when it has been done. A lease instead of an open transaction: the help desk may take seconds to answer, and an
 * engine with one connection must not stand still for that.
 */
export async function claimRefresh(
  db: Db,
  input: { installationId: string; sealedRefreshToken: string; leaseSeconds: number },
): Promise<boolean> {
  const claimed = await db
    .update(installations)
    .set({ refreshStartedAt: sql`now()` })
    .where(
      and(
        isStill(input),
        or(
          isNull(installations.refreshStartedAt),
          lt(
            installations.refreshStartedAt,
            sql`now() - make_interval(secs => ${input.leaseSeconds}::float8)`,
          ),
        ),
      ),
    )
    .returning({ id: installations.id });
  return claimed.length > 0;
}

/** Stores the new pair in place of the one it was traded for; false when that one is not there any more. */
export async function storeRenewed(
  db: Db,
  input: { installationId: string; sealedRefreshToken: string; renewed: StoredCredentials },
): Promise<boolean> {
  const stored = await db
    .update(installations)
    .set({ ...input.renewed, refreshStartedAt: null })
    .where(isStill(input))
    .returning({ id: installations.id });
  return stored.length > 0;
}

/** Gives the renewal out of hands; only when it is sure that the help desk has made no new pair. */
export async function releaseRefresh(
  db: Db,
  input: { installationId: string; sealedRefreshToken: string },
): Promise<void> {
  await db.update(installations).set({ refreshStartedAt: null }).where(isStill(input));
}

/** Notes that these credentials are worth nothing any more, so that nobody tries them again. */
export async function endCredentials(
  db: Db,
  input: { installationId: string; sealedRefreshToken: string; at: string },
): Promise<boolean> {
  const ended = await db
    .update(installations)
    .set({ refreshExpiresAt: input.at, refreshStartedAt: null })
    .where(isStill(input))
    .returning({ id: installations.id });
  return ended.length > 0;
}

/** Installations whose credentials nobody has had to renew for a while. */
export async function listIdle(db: Db, input: { renewBefore: string; at: string }): Promise<Installation[]> {
  return db
    .select()
    .from(installations)
    .where(
      and(
        isNotNull(installations.sealedRefreshToken),
        ne(installations.status, "uninstalled"),
        lt(installations.renewAt, input.renewBefore),
        gt(installations.refreshExpiresAt, input.at),
      ),
    );
}

function isStill(input: { installationId: string; sealedRefreshToken: string }) {
  return and(
    eq(installations.id, input.installationId),
    eq(installations.sealedRefreshToken, input.sealedRefreshToken),
  );
}

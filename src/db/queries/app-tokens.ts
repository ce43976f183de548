import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Db } from "../database.ts";
import { appTokens } from "../schema/index.ts";

type AppToken = typeof appTokens.$inferSelect;

export async function insertAppToken(db: Db, row: AppToken): Promise<void> {
  await db.insert(appTokens).values(row);
}

export async function findAppToken(
  db: Db,
  input: { tokenHash: string; purpose: AppToken["purpose"] },
): Promise<AppToken | undefined> {
  const [row] = await db
    .select()
    .from(appTokens)
    .where(
      and(
        eq(appTokens.tokenHash, input.tokenHash),
        eq(appTokens.purpose, input.purpose),
        isNull(appTokens.expiresAt),
      ),
    );
  return row;
}

/** Takes a token out that is good once. */
export async function takeInstallToken(
  db: Db,
  input: { tokenHash: string; at: string },
): Promise<AppToken | undefined> {
  const [row] = await db
    .delete(appTokens)
    .where(
      and(
        eq(appTokens.tokenHash, input.tokenHash),
        eq(appTokens.purpose, "install"),
        gt(appTokens.expiresAt, input.at),
      ),
    )
    .returning();
  return row;
}

/** What an app had before is worth nothing once it is installed anew. */
export async function deleteAppTokens(db: Db, installationId: string): Promise<void> {
  const lasting = or(eq(appTokens.purpose, "hook"), eq(appTokens.purpose, "sidebar"));
  await db.delete(appTokens).where(and(eq(appTokens.installationId, installationId), lasting));
}

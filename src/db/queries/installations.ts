import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { type Installation, installations } from "../schema/index.ts";

export async function findInstallationByEndpoint(
  db: Db,
  helpdesk: string,
  endpoint: string,
): Promise<Installation | undefined> {
  const [row] = await db
    .select()
    .from(installations)
    .where(and(eq(installations.helpdesk, helpdesk), eq(installations.endpoint, endpoint)));
  return row;
}

export async function findInstallation(db: Db, installationId: string): Promise<Installation | undefined> {
  const [row] = await db.select().from(installations).where(eq(installations.id, installationId));
  return row;
}

export async function findInstallationBySubdomain(
  db: Db,
  helpdesk: string,
  subdomain: string,
): Promise<Installation | undefined> {
  const [row] = await db
    .select()
    .from(installations)
    .where(and(eq(installations.helpdesk, helpdesk), eq(installations.subdomain, subdomain)));
  return row;
}

export async function listInstallations(db: Db): Promise<Installation[]> {
  return db.select().from(installations).orderBy(installations.createdAt);
}

export async function saveInstallation(db: Db, row: typeof installations.$inferInsert): Promise<void> {
  await db.insert(installations).values(row).onConflictDoUpdate({ target: installations.id, set: row });
}

export async function updateInstallation(
  db: Db,
  installationId: string,
  changes: Partial<Omit<Installation, "id">>,
): Promise<void> {
  await db.update(installations).set(changes).where(eq(installations.id, installationId));
}

/** Takes on the installation's next sweep; false while another process has it or has just done it. */
export async function claimSweep(
  db: Db,
  installationId: string,
  input: { intervalSeconds: number },
): Promise<boolean> {
  const claimed = await db
    .update(installations)
    .set({ sweepStartedAt: sql`now()` })
    .where(
      and(
        eq(installations.id, installationId),
        or(
          isNull(installations.sweepStartedAt),
          lt(
            installations.sweepStartedAt,
            sql`now() - make_interval(secs => ${input.intervalSeconds}::float8)`,
          ),
        ),
      ),
    )
    .returning({ id: installations.id });
  return claimed.length > 0;
}

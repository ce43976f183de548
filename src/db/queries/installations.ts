import { and, desc, eq, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
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
    .where(and(eq(installations.helpdesk, helpdesk), eq(installations.subdomain, subdomain)))
    // The live one if there is one, else the one that was uninstalled last.
    .orderBy(sql`status = 'uninstalled'`, desc(installations.statusSince))
    .limit(1);
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

/** Notes a new status with its time; an uninstalled one stays so. Undefined when it is as it was. */
export async function changeStatus(
  db: Db,
  installationId: string,
  input: { status: Installation["status"]; statusReason: string | null; at: string },
): Promise<boolean> {
  const { status, statusReason, at } = input;
  const changed = await db
    .update(installations)
    .set({ status, statusReason, statusSince: at })
    .where(
      and(
        eq(installations.id, installationId),
        ne(installations.status, "uninstalled"),
        or(
          ne(installations.status, status),
          sql`${installations.statusReason} is distinct from ${statusReason}`,
        ),
      ),
    )
    .returning({ id: installations.id });
  return changed.length > 0;
}

/**
 * Takes on the reading of the roster that an event asks for.
 *
 * @returns when it may be asked for again, and in how many seconds that is, where the last one was a moment ago
 */
export async function claimRosterRefresh(
  db: Db,
  installationId: string,
  input: { intervalSeconds: number },
): Promise<{ at: string; waitSeconds: number } | "claimed"> {
  const { rosterRefreshedAt } = installations;
  const interval = sql`make_interval(secs => ${input.intervalSeconds}::float8)`;
  const isReady = or(isNull(rosterRefreshedAt), lt(rosterRefreshedAt, sql`now() - ${interval}`));
  const claimed = await db
    .update(installations)
    .set({ rosterRefreshedAt: sql`now()` })
    .where(and(eq(installations.id, installationId), isReady))
    .returning({ id: installations.id });
  if (claimed.length > 0) return "claimed";
  const [row] = await db
    .select({
      at: sql<string>`to_json(${rosterRefreshedAt} + ${interval}) #>> '{}'`,
      waitSeconds: sql<number>`greatest(0, extract(epoch from ${rosterRefreshedAt} + ${interval} - now()))::float8`,
    })
    .from(installations)
    .where(eq(installations.id, installationId));
  return row ?? { at: "", waitSeconds: 0 };
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

/** Keeps installations from being deleted until the transaction ends. @returns those that are there */
export async function keepInstallations(tx: Db, ids: string[]): Promise<Set<string>> {
  const kept = await tx
    .select({ id: installations.id })
    .from(installations)
    .where(inArray(installations.id, [...new Set(ids)]))
    .for("key share");
  return new Set(kept.map(({ id }) => id));
}

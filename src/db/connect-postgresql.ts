import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import type { Database } from "./database.ts";
import { guardAuditLog } from "./guard-audit-log.ts";
import { leaveRoomForUpdates } from "./leave-room-for-updates.ts";
import { preparePostgres } from "./prepared-postgres.ts";
import * as schema from "./schema/index.ts";

/** One number for all processes: whoever holds this lock is migrating. */
const migrationLock = 7_265_001;

/** Connects to PostgreSQL through postgres.js, after bringing the schema up to date. */
export async function connectPostgresql(input: {
  url: string;
  migrationsFolder: string;
  maxConnections: number;
}): Promise<Database> {
  await migratePostgresql(input);
  const client = postgres(input.url, { max: input.maxConnections, onnotice: () => {} });
  return {
    engine: "postgresql",
    db: drizzle({ client: preparePostgres(client), schema }),
    // While one group is written, the next requests are read.
    lanes: 2,
    runPrepared: async <Row>(text: string, parameters: string[]) => {
      const rows = await client.unsafe(text, parameters, { prepare: true });
      return [...rows] as Row[];
    },
    ping: async () => {
      await client`select 1`;
    },
    close: () => client.end({ timeout: 5 }),
  };
}

/** Several processes may start at once: one migrates, the others wait for it. */
export async function migratePostgresql(input: { url: string; migrationsFolder: string }): Promise<void> {
  const client = postgres(input.url, { max: 1, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${migrationLock})`;
    await migrate(drizzle({ client }), { migrationsFolder: input.migrationsFolder });
    for (const statement of [...guardAuditLog, ...leaveRoomForUpdates]) await client.unsafe(statement);
  } finally {
    await client.end({ timeout: 5 });
  }
}

import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import type { Database } from "./database.ts";
import { createPipelinedPool } from "./pipelined-pool.ts";
import type * as schema from "./schema/index.ts";

/**
 * PostgreSQL behind a pooler near by, for one invocation of a Worker: nothing of it may be kept for the next one. A Worker
 * need not close it, for the platform ends an invocation's connections with it, and the pooler keeps its own. The schema
 * is brought up to date by whoever deploys.
 *
 * `pg` and not postgres.js: on a connection that lives for one ticket nothing is prepared yet, and there postgres.js
 * waits twice for each statement, for its description and for its rows.
 */
export function connectHyperdrive(config: pg.ClientConfig): Database {
  const pool = createPipelinedPool(config);
  return {
    engine: "postgresql",
    // The schema serves relational queries only, which nothing here uses; reading it costs more than any query does.
    db: drizzle<typeof schema>({ client: pool }),
    lanes: 1,
    runPrepared: async <Row>(text: string, parameters: string[]) =>
      (await pool.query(text, parameters)).rows as Row[],
    ping: async () => {
      await pool.query("select 1");
    },
    close: () => pool.end(),
  };
}

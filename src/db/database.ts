import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type * as schema from "./schema/index.ts";

/** A handle on either engine, or on an open transaction: services and queries take this and need not know which. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

export type DatabaseEngine = "postgresql" | "pglite";

export interface Database {
  engine: DatabaseEngine;
  db: Db;
  /** Throws when the engine does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

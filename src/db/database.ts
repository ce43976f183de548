import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type * as schema from "./schema/index.ts";

/** A handle on either engine, or on an open transaction: services and queries take this and need not know which. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

/** Runs a statement that the engine parses and plans once for each connection: for the hot path only. */
export type RunPrepared = <Row>(text: string, parameters: string[]) => Promise<Row[]>;

export type DatabaseEngine = "postgresql" | "pglite";

export interface Database {
  engine: DatabaseEngine;
  db: Db;
  runPrepared: RunPrepared;
  /** How many groups of deliveries are worth sending at once. */
  lanes: number;
  /** Throws when the engine does not answer. */
  ping(): Promise<void>;
  /** To be called now and then, where the engine has no autovacuum of its own. */
  tend?(): Promise<void>;
  close(): Promise<void>;
}

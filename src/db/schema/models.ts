import { sql } from "drizzle-orm";
import { customType, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { installationId, instant } from "./columns.ts";

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

export const modelStates = ["in force", "earlier", "not better", "not learnable"] as const;

/** How a model did on the newest tickets, which it had not seen, and how the one in force did on the same ones. */
export interface ModelRecord {
  trainedRows: number;
  laterRows: number;
  accuracy: number;
  macroF1: number;
  calibrationError: number;
  /** Share of tickets told at 90 % promised precision, and the precision that came of it. */
  coverage: number;
  precision: number;
  accuracyInForce: number | null;
}

/** What a tenant's tickets taught: every version ever trained, at most one in force for each target. */
export const models = pgTable(
  "models",
  {
    installationId: installationId(),
    /** What the model tells. */
    target: text("target", { enum: ["group"] }).notNull(),
    version: integer("version").notNull(),
    state: text("state", { enum: modelStates }).notNull(),
    record: jsonb("record").$type<ModelRecord>().notNull(),
    /** As `encodeModel` writes it: hashed n-grams and weights, no text. */
    bytes: bytes("bytes").notNull(),
    trainedAt: instant("trained_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.target, table.version] }),
    uniqueIndex("models_in_force")
      .on(table.installationId, table.target)
      .where(sql`${table.state} = 'in force'`),
  ],
);

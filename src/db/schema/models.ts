import { sql } from "drizzle-orm";
import { customType, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { installationId, instant } from "./columns.ts";

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** What a model tells: the group in which a ticket ends, its priority, and how long it takes. */
export const modelTargets = ["group", "priority", "effort"] as const;
export type ModelTarget = (typeof modelTargets)[number];

export const modelStates = ["in force", "earlier", "not better", "weak", "not learnable"] as const;

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

/** How the model did on those tickets in detail, for people to look at. */
export interface ModelQuality {
  /** Accuracy against coverage: tickets told with at least the confidence, their share of all, and the share right. */
  curve: { threshold: number; coverage: number; precision: number }[];
  /** What was told with which confidence, and how often it was right. */
  bins: { confidence: number; accuracy: number; count: number }[];
  /** The model's own threshold for each precision that it promises. */
  promises: { promised: number; threshold: number }[];
  confusions: { target: string; label: string; count: number }[];
  /** The most confident mistakes, by ticket; their text is in the help desk. */
  mistakes: { ticketId: string; target: string; label: string; confidence: number }[];
}

/** What a tenant's tickets taught: every version ever trained, at most one in force for each target. */
export const models = pgTable(
  "models",
  {
    installationId: installationId(),
    target: text("target", { enum: modelTargets }).notNull(),
    version: integer("version").notNull(),
    state: text("state", { enum: modelStates }).notNull(),
    record: jsonb("record").$type<ModelRecord>().notNull(),
    quality: jsonb("quality").$type<ModelQuality>().notNull(),
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

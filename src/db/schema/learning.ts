import { doublePrecision, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { installationId, instant } from "./columns.ts";
import type { ModelTarget } from "./models.ts";

export const importStates = ["not started", "importing", "up to date", "failed"] as const;
export const trainingStates = ["never", "training", "done", "failed"] as const;

/** What an admin decides about learning. */
export interface LearningSettings {
  /** Whether solved tickets are read to learn from them. */
  readsHistory: boolean;
  /** From which confidence a label is told; without one, the model's own threshold for 90 % precision. */
  thresholds: Partial<Record<ModelTarget, number>>;
  /** The custom field that says how long a ticket took; null where the team does not note it. */
  effortField: string | null;
  effortUnit: "minutes" | "seconds";
  /** Whether tickets are shown, made unrecognisable, to the operator's outside model, and how many a day (UTC). */
  outside: { isOn: boolean; callsPerDay: number };
}

/** How far learning has come in each installation: the reading of its solved tickets, and the latest training. */
export const learning = pgTable("learning", {
  installationId: installationId().primaryKey(),
  settings: jsonb("settings").$type<LearningSettings>().notNull(),
  importState: text("import_state", { enum: importStates }).notNull().default("not started"),
  /** The help desk's own word for the place in its history; null at the beginning. */
  importCursor: text("import_cursor"),
  importReason: text("import_reason"),
  /** Tickets that changed before are not read. */
  importSince: instant("import_since"),
  /** How far in time it has come. */
  importedUntil: instant("imported_until"),
  /** Tickets that were looked at, solved or not. */
  ticketsRead: integer("tickets_read").notNull().default(0),
  importMovedAt: instant("import_moved_at"),
  trainingState: text("training_state", { enum: trainingStates }).notNull().default("never"),
  trainingTarget: text("training_target"),
  trainingStage: text("training_stage"),
  /** Of the whole training, all targets; 0 to 1. */
  trainingShare: doublePrecision("training_share").notNull().default(0),
  trainingReason: text("training_reason"),
  trainingMovedAt: instant("training_moved_at"),
  /** How many examples the latest training had. */
  trainedExamples: integer("trained_examples").notNull().default(0),
  trainedAt: instant("trained_at"),
  /** The day of which the calls of the outside model are counted: YYYY-MM-DD. */
  outsideDay: text("outside_day"),
  outsideCalls: integer("outside_calls").notNull().default(0),
  /** The key under which this installation's examples are encrypted. */
  sealedKey: text("sealed_key").notNull(),
});
export type Learning = typeof learning.$inferSelect;

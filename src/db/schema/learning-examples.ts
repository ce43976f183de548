import { customType, doublePrecision, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { ticketPriorities } from "../../routing/ticket.ts";
import { installationId, instant } from "./columns.ts";

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** Solved tickets as training needs them: where each one ended, and its n-grams as encrypted hashes instead of its text. */
export const learningExamples = pgTable(
  "learning_examples",
  {
    installationId: installationId(),
    ticketId: text("ticket_id").notNull(),
    /** Whose ticket it was, so that what is kept of a person can be found and deleted. */
    requesterId: text("requester_id"),
    groupId: text("group_id"),
    priority: text("priority", { enum: ticketPriorities }),
    effortMinutes: doublePrecision("effort_minutes"),
    createdAt: instant("created_at").notNull(),
    /** When the solved ticket changed last. */
    endedAt: instant("ended_at").notNull(),
    /** Features of another version are of no use any more. */
    featureVersion: integer("feature_version").notNull(),
    sealedBag: bytes("sealed_bag").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.ticketId] }),
    index("learning_examples_ended").on(table.installationId, table.endedAt),
    index("learning_examples_requester").on(table.installationId, table.requesterId),
  ],
);
export type LearningExample = typeof learningExamples.$inferSelect;

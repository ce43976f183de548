import { jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { installationId, instant } from "./columns.ts";

/** Jobs that were given up after their last attempt. What they were about is still in the other tables. */
export const deadLetters = pgTable(
  "dead_letters",
  {
    installationId: installationId(),
    /** The queue's own id of the message: given up twice, it is one. */
    letterId: text("letter_id").notNull(),
    job: text("job").notNull(),
    /** Ids only, as in every message. */
    payload: jsonb("payload").$type<unknown>().notNull(),
    reason: text("reason").notNull(),
    diedAt: instant("died_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.letterId] })],
);

import { pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { installations } from "./installations.ts";

export const roles = ["agent", "lead", "admin", "operator"] as const;

/** Who is signed in. Only a hash of the token is kept, so that nobody can sign in with what the database holds. */
export const sessions = pgTable(
  "sessions",
  {
    tokenHash: text("token_hash").primaryKey(),
    /** Null for the operator of this server, who may see every installation. */
    installationId: text("installation_id").references(() => installations.id, { onDelete: "cascade" }),
    /** The help desk's id; null for the operator, and where only the installation is proven. */
    userId: text("user_id"),
    role: text("role", { enum: roles }).notNull(),
    /** Set where the session may read this one ticket and do nothing else. */
    ticketId: text("ticket_id"),
    /** Of the proof that it was opened with, which is good once. */
    proofHash: text("proof_hash"),
    expiresAt: instant("expires_at").notNull(),
    /** However often it is renewed, it ends then. */
    endsAt: instant("ends_at").notNull(),
  },
  (table) => [uniqueIndex("sessions_proof").on(table.proofHash)],
);
export type StoredSession = typeof sessions.$inferSelect;

/** Links that sign somebody in, once. */
export const signInLinks = pgTable("sign_in_links", {
  codeHash: text("code_hash").primaryKey(),
  expiresAt: instant("expires_at").notNull(),
});

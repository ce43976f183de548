import { boolean, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** A consent that was asked for and not yet answered; gone with the first answer. */
export const installAttempts = pgTable("install_attempts", {
  /** SHA-256 of the state that the help desk hands back. */
  stateHash: text("state_hash").primaryKey(),
  /** SHA-256 of the key that only the browser has which asked. */
  browserHash: text("browser_hash").notNull(),
  helpdesk: text("helpdesk").notNull(),
  subdomain: text("subdomain").notNull(),
  sealedVerifier: text("sealed_verifier").notNull(),
  /** The second question, after the help desk would not grant as little as we need. */
  asksForAll: boolean("asks_for_all").notNull().default(false),
  expiresAt: instant("expires_at").notNull(),
});

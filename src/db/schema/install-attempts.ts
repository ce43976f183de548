import { pgTable, text } from "drizzle-orm/pg-core";
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
  expiresAt: instant("expires_at").notNull(),
});

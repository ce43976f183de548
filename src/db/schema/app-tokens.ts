import { pgTable, text } from "drizzle-orm/pg-core";
import { installationId, instant } from "./columns.ts";

export const appTokenPurposes = ["install", "hook", "sidebar"] as const;

/** What an app inside a help desk proves its installation with, where the help desk does not vouch for people. */
export const appTokens = pgTable("app_tokens", {
  tokenHash: text("token_hash").primaryKey(),
  installationId: installationId(),
  purpose: text("purpose", { enum: appTokenPurposes }).notNull(),
  /** Null for as long as the app is installed. */
  expiresAt: instant("expires_at"),
});

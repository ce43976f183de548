import { text, timestamp } from "drizzle-orm/pg-core";
import { installations } from "./installations.ts";

/** The tenant: first column of every key, first condition of every query. */
export const installationId = () =>
  text("installation_id")
    .notNull()
    .references(() => installations.id, { onDelete: "cascade" });

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "string" });

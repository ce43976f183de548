import { customType, text } from "drizzle-orm/pg-core";
import { installations } from "./installations.ts";

/** The tenant: first column of every key, first condition of every query. */
export const installationId = () =>
  text("installation_id")
    .notNull()
    .references(() => installations.id, { onDelete: "cascade" });

/**
 * The tenant, of the rows that each delivery brings: to look the installation up and lock it for each of them is a quarter
 * of what a delivery costs. Whoever inserts holds the installation instead, once for all (`for key share`), and it is
 * held against them while it is deleted.
 */
export const heldInstallationId = () => text("installation_id").notNull();

/** An instant as ISO 8601 in UTC, however the database spells it; "infinity" stays what it is. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => "timestamp with time zone",
  fromDriver: (value) => (value === "infinity" ? value : new Date(value).toISOString()),
});

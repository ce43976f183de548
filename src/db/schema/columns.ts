import { customType, text } from "drizzle-orm/pg-core";
import { installations } from "./installations.ts";

/** The tenant: first column of every key, first condition of every query. */
export const installationId = () =>
  text("installation_id")
    .notNull()
    .references(() => installations.id, { onDelete: "cascade" });

/** An instant as ISO 8601 in UTC, however the database spells it; "infinity" stays what it is. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => "timestamp with time zone",
  fromDriver: (value) => (value === "infinity" ? value : new Date(value).toISOString()),
});

import { customType, text } from "drizzle-orm/pg-core";
import { installations } from "./installations.ts";

/** The tenant: first column of every key, first condition of every query. */
export const installationId = () =>
  text("installation_id")
    .notNull()
    .references(() => installations.id, { onDelete: "cascade" });

/** ISO 8601 in both directions: PostgreSQL's own spelling of an instant is none to the rest of the code. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => "timestamp with time zone",
  fromDriver: (value) => {
    const epochMs = Date.parse(value);
    return Number.isNaN(epochMs) ? value : new Date(epochMs).toISOString();
  },
});

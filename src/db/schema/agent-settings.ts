import { jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { AgentSettings } from "../../routing/agent-settings.ts";
import { installationId, instant } from "./columns.ts";

/** What a lead said of an agent. It outlives the roster rows, which every sync replaces. */
export const agentSettings = pgTable(
  "agent_settings",
  {
    installationId: installationId(),
    agentId: text("agent_id").notNull(),
    settings: jsonb("settings").$type<AgentSettings>().notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.agentId] })],
);

import type { agentSettings, agents } from "../../db/schema/index.ts";
import type { Agent } from "../../routing/roster.ts";

type AgentRow = typeof agents.$inferSelect;
type SettingsRow = typeof agentSettings.$inferSelect;

/** What the help desk says of an agent, with what a lead set in its place; loads are added by who reads them. */
export function toAgent(row: AgentRow, settings: SettingsRow["settings"] = {}): Agent {
  const { capacity, skills, languages, shift, pausedUntil, absence } = settings;
  const agent: Agent = {
    id: row.agentId,
    name: row.name,
    groupIds: row.groupIds,
    active: row.active,
    // A plan that does not tell who is there must not keep every ticket waiting.
    available: row.available ?? true,
    open: 0,
    capacity: capacity ?? row.capacity,
    sources: {
      active: "help desk",
      available: row.available === null ? "assumed" : "help desk",
      capacity: capacity !== undefined ? "signalbox" : row.capacity === null ? "assumed" : "help desk",
      ...((skills ?? row.skills) && { skills: skills ? "signalbox" : "help desk" }),
      ...(languages && { languages: "signalbox" }),
      ...(shift && { shift: "signalbox" }),
      ...(pausedUntil && { pausedUntil: "signalbox" }),
      ...(absence && { absence: "signalbox" }),
    },
  };
  if (row.email) agent.email = row.email;
  if (skills ?? row.skills) agent.skills = skills ?? row.skills ?? {};
  if (languages) agent.languages = languages;
  if (shift) agent.shift = shift;
  if (pausedUntil) agent.pausedUntil = pausedUntil;
  return agent;
}

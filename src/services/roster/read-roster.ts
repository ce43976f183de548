import type { Db } from "../../db/database.ts";
import { listAgentSettings, listAgents, listGroups } from "../../db/queries/roster.ts";
import { isAgent } from "../../routing/find-agent.ts";
import type { Agent, Roster } from "../../routing/roster.ts";
import { toAgent } from "./to-agent.ts";

/** Who is there by the mirror and the leads' settings, nobody holding anything yet. */
export async function readRoster(db: Db, installationId: string): Promise<Roster> {
  const [groups, rows, settings] = await Promise.all([
    listGroups(db, installationId),
    listAgents(db, installationId),
    listAgentSettings(db, installationId),
  ]);
  const settingsById = new Map(settings.map((one) => [one.agentId, one.settings]));
  const agents = rows.map((row) => toAgent(row, settingsById.get(row.agentId)));
  return {
    groups: groups.map(({ groupId, name, assignsItself }) => ({
      id: groupId,
      name,
      ...(assignsItself && { assignsItself }),
    })),
    agents: agents.map((agent): Agent => {
      const absence = settingsById.get(agent.id)?.absence;
      if (!absence) return agent;
      const { from, until, standIn } = absence;
      const standInId = agents.find((other) => standIn !== undefined && isAgent(other, standIn))?.id ?? null;
      return { ...agent, absence: { from, until, standInId } };
    }),
  };
}

import type { Db } from "../../db/database.ts";
import { listAgents, listGroups, loadByAgent } from "../../db/queries/roster.ts";
import type { Roster } from "../../routing/roster.ts";

/** The roster as the mirror has it, with each agent's load; `exceptTicketId` does not count against anybody. */
export async function readRoster(
  db: Db,
  input: { installationId: string; exceptTicketId: string },
): Promise<Roster> {
  const groups = await listGroups(db, input.installationId);
  const agents = await listAgents(db, input.installationId);
  const loads = await loadByAgent(db, input.installationId, input.exceptTicketId);
  return {
    groups: groups.map(({ groupId, name, assignsItself }) => ({
      id: groupId,
      name,
      ...(assignsItself ? { assignsItself } : {}),
    })),
    agents: agents.map((agent) => ({
      id: agent.agentId,
      name: agent.name,
      groupIds: agent.groupIds,
      active: agent.active,
      // A plan that does not tell who is there must not keep every ticket waiting.
      available: agent.available ?? true,
      availabilitySource: agent.available === null ? "assumed" : "help desk",
      open: loads.get(agent.agentId) ?? 0,
      capacity: agent.capacity,
    })),
  };
}

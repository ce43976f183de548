import type { Db } from "../../db/database.ts";
import { findActivePolicy } from "../../db/queries/policies.ts";
import { listAgentSettings } from "../../db/queries/roster.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import type { AgentSettings } from "../../routing/agent-settings.ts";
import type { Agent, Group } from "../../routing/roster.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { readAssignableRoster } from "../tickets/read-assignable-roster.ts";

export interface RosterView {
  groups: Group[];
  /** Effort points of who has no capacity of their own, by the policy in force. */
  defaultCapacity: number;
  /** Each as a decision would see them now, with what a lead set for them. */
  agents: (Agent & { settings: AgentSettings })[];
}

/** Who is there, what each holds, and who said what of them. @throws NotFoundError where nothing is set up yet */
export async function showRoster(
  context: ServiceContext,
  input: { installationId: string },
): Promise<RosterView> {
  const { installationId } = input;
  return context.db.transaction(async (tx: Db) => {
    const policy = await findActivePolicy(tx, installationId);
    if (!policy) throw new NotFoundError("a policy of this installation");
    const now = isoNow(context.platform);
    const roster = await readAssignableRoster(
      { tx, rosters: context.rosters },
      { installationId, policy: policy.document, ticketIds: [], now, isPaced: true },
    );
    const settings = new Map(
      (await listAgentSettings(tx, installationId)).map((row) => [row.agentId, row.settings]),
    );
    const { groups, agents } = roster.current();
    const defaultCapacity = policy.document.capacity.default;
    return {
      groups,
      defaultCapacity,
      agents: agents.map((agent) => ({ ...agent, settings: settings.get(agent.id) ?? {} })),
    };
  });
}

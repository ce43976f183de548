import type { Db } from "../../db/database.ts";
import { listAgents } from "../../db/queries/roster.ts";

/** By the name in the audit log, the name that people know; nothing for who is no agent of the help desk now. */
export async function nameActors(db: Db, installationId: string): Promise<(actor: string) => string | null> {
  const agents = await listAgents(db, installationId);
  const names = new Map(agents.map(({ agentId, name }) => [`user:${agentId}`, name]));
  return (actor) => names.get(actor) ?? null;
}

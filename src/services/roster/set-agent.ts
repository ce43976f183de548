import * as z from "zod";
import type { Db } from "../../db/database.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import { listAgents, saveAgentSettings } from "../../db/queries/roster.ts";
import { InputError, NotFoundError } from "../../ports/app-error.ts";
import { AgentSettings } from "../../routing/agent-settings.ts";
import { isAgent } from "../../routing/find-agent.ts";
import { didYouMean } from "../../routing/nearest-name.ts";
import { isTimeZone } from "../../routing/wall-clock.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { handOutJob } from "../tickets/hand-out-job.ts";
import { toAgent } from "./to-agent.ts";

/**
 * Replaces what a lead says of an agent: capacity, skills, languages, shift, pause, absence. An empty document leaves
 * everything to the help desk again.
 *
 * @throws InputError, NotFoundError for an agent whom the help desk does not have
 */
export async function setAgent(
  context: ServiceContext,
  input: { installationId: string; agentId: string; settings: unknown },
): Promise<AgentSettings> {
  const { installationId, agentId } = input;
  const parsed = AgentSettings.safeParse(input.settings);
  if (!parsed.success) throw new InputError(z.prettifyError(parsed.error));
  const settings = parsed.data;
  const timezone = settings.shift?.timezone;
  if (timezone !== undefined && !isTimeZone(timezone)) {
    throw new InputError(`"${timezone}" is no time zone; use an IANA name such as "Europe/Berlin"`);
  }
  await context.db.transaction(async (tx: Db) => {
    await lockInstallation(tx, installationId);
    const agents = (await listAgents(tx, installationId)).map((row) => toAgent(row));
    const own = agents.find((agent) => agent.id === agentId);
    if (!own) throw new NotFoundError(`agent ${agentId}`);
    const standIn = settings.absence?.standIn;
    if (standIn !== undefined) {
      if (isAgent(own, standIn)) throw new InputError("an agent cannot be their own stand-in");
      if (!agents.some((agent) => isAgent(agent, standIn))) {
        const names = agents.map(({ name }) => name);
        throw new InputError(`there is no agent "${standIn}"${didYouMean(standIn, names)}`);
      }
    }
    await saveAgentSettings(tx, { installationId, agentId, settings, updatedAt: isoNow(context.platform) });
    // There may be room now where there was none.
    await context.queue.enqueue(tx, [
      handOutJob({ installationId }),
      // By the new hours their shift may be over already.
      { name: "end-shift", payload: { installationId, agentId, at: isoNow(context.platform) } },
    ]);
  });
  context.queue.wake();
  return settings;
}

import { insertAppToken } from "../../src/db/queries/app-tokens.ts";
import { saveInstallation } from "../../src/db/queries/installations.ts";
import { insertPolicy } from "../../src/db/queries/policies.ts";
import { agentSettings, agents, groups } from "../../src/db/schema/index.ts";
import { hashOf } from "../../src/routing/canonical-json.ts";
import { sealContext } from "../../src/services/helpdesk/seal-context.ts";
import { sha256 } from "../../src/services/secrets.ts";
import { policyOf } from "./policy-of.ts";
import { keyring } from "./process.ts";
import { skillsOf } from "./skills-of.ts";
import { installationId, type World } from "./world.ts";

/** What our app's server side shows that it is. */
export const appToken = "test-app-token";

/** The rows that connecting leaves, without the time that it takes. */
export async function connect(world: World): Promise<void> {
  const { desk, database, scenario, agentIds } = world;
  const { db } = database;
  await database.empty();
  const { id: subscriptionId, secret } = await desk.subscribeWebhook();
  world.webhookSecret = secret;
  const at = new Date(world.now()).toISOString();
  await saveInstallation(db, {
    id: installationId,
    helpdesk: desk.name,
    subdomain: desk.subdomain,
    endpoint: "model",
    status: "active",
    integrationUserId: desk.integrationUserId,
    subscriptionId,
    subscriptionCheckedAt: at,
    sealedSecret: await keyring.seal(secret, sealContext(installationId, "webhook secret")),
    sealedCredentials: await keyring.seal(desk.credentials, sealContext(installationId, "credentials")),
    sweepStartedAt: at,
    createdAt: at,
  });
  await db
    .insert(groups)
    .values(desk.groups().map(({ id, name }) => ({ installationId, groupId: id, name })));
  const members = desk.agents().filter(({ id }) => agentIds.includes(id));
  await db.insert(agents).values(
    members.map(({ id, name, groupIds, email }) => ({
      installationId,
      agentId: id,
      name,
      groupIds,
      active: true,
      available: true,
      capacity: scenario.capacity,
      email,
      skills: null,
    })),
  );
  const skilled = scenario.terms.skill ? agentIds : [];
  const settings = skilled.flatMap((agentId) => {
    const skills = skillsOf(agentIds, agentId);
    return skills ? [{ installationId, agentId, settings: { skills }, updatedAt: at }] : [];
  });
  if (settings.length > 0) await db.insert(agentSettings).values(settings);
  if (scenario.hasApp && desk.name === "freshdesk") {
    const tokenHash = await sha256(appToken);
    await insertAppToken(db, { tokenHash, installationId, purpose: "hook", expiresAt: null });
  }
  const document = policyOf(scenario);
  await insertPolicy(db, { installationId, version: 1, document, hash: hashOf(document) });
}

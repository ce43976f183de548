import type { FreshdeskSandbox } from "../../freshdesk/start-freshdesk-sandbox.ts";
import { demoPolicy } from "../demo-policy.ts";
import { openBrowser } from "./browser.ts";
import { burst, type InstallationWorld, isLeftAlone, oneOf, type Play } from "./installation-world.ts";
import { isRenamed, losesAccess, losesAdmin } from "./shared-steps.ts";

/** In order: each begins where the one before ended. */
export function freshdeskSteps(
  world: InstallationWorld,
  sandbox: FreshdeskSandbox,
): readonly { name: string; play: Play }[] {
  const { signalboxUrl } = world;
  const browser = openBrowser(signalboxUrl);
  let installToken = "";

  const install = async (apiKey: string, subdomain = sandbox.subdomain) => {
    const answer = await browser.visit(`${signalboxUrl}/install/freshdesk`, { subdomain, apiKey });
    return { status: answer.status, page: await answer.text() };
  };
  const hook = async (name: string, token: string, body: unknown = {}) => {
    const answer = await fetch(`${signalboxUrl}/hooks/app/${name}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
  };
  const keyOf = (isAdmin: boolean) => {
    const owner = sandbox.agents().find((agent) => agent.isAdmin === isAdmin && !agent.deactivated);
    return sandbox.createApiKey(owner?.id ?? 0);
  };

  const installs: Play = async () => {
    const wrong = await install("nobody-s-key");
    const agents = await install(keyOf(false));
    const { status, page } = await install(sandbox.integrationKey);
    const installation = await oneOf(world);
    await world.client.savePolicy(installation.id, { ...demoPolicy, capacity: { default: 1_000 } });
    return {
      isGood:
        wrong.status === 400 &&
        agents.status === 400 &&
        status === 200 &&
        page.includes("is connected") &&
        installation.status === "active",
      seen: `nobody's key: ${wrong.status}; an agent's key: ${agents.status}; an admin's key: ${status}, the installation is ${installation.status}`,
    };
  };

  const addsApp: Play = async () => {
    const page = await (await browser.visit(`${signalboxUrl}/install/freshdesk/app-token`, {})).text();
    installToken = /class="secret">([\w-]+)</.exec(page)?.[1] ?? "";
    const host = new URL(sandbox.url).host;
    const installed = await hook("installed", installToken, { host });
    const again = await hook("installed", installToken, { host });
    const headers = { authorization: `Bearer ${installToken}` };
    sandbox.installApp({ url: `${signalboxUrl}/hooks/app/events`, headers });
    await burst(world, 1);
    const ticketId = String(sandbox.tickets().at(-1)?.id);
    const session = await hook("ticket-session", String(installed.json.sidebarToken), { ticketId });
    const { id } = await oneOf(world);
    const read = await fetch(`${signalboxUrl}/api/installations/${id}/tickets/${ticketId}`, {
      headers: { authorization: `Bearer ${session.json.token}` },
    });
    return {
      isGood: installed.status === 201 && again.status === 401 && read.status === 200,
      seen: `the token installs once (${installed.status}, then ${again.status}); beside its ticket the app reads the reason (${read.status})`,
    };
  };

  const shares: Play = async () => {
    const twice = await burst(world, 60);
    const count = world.processes.length;
    return {
      isGood: twice === 0,
      seen: `${count} processes, rule and app: 60 tickets assigned, ${twice} assigned twice`,
    };
  };

  const isReset = losesAccess(world, {
    end: () => sandbox.revokeApiKey(sandbox.integrationKey),
    giveAnew: () => install(keyOf(true)),
    isGivenAnew: "connected with a new key",
  });
  const isDeactivated = losesAdmin(world, (isActive) =>
    sandbox.setPerson(sandbox.integrationUserId, { deactivated: !isActive }),
  );
  const moves = isRenamed(world, {
    rename: sandbox.rename,
    install: (subdomain) => install(keyOf(true), subdomain),
  });

  const uninstalls: Play = async () => {
    const { json } = await hook("uninstalled", installToken);
    const rules = sandbox.creationRules().length;
    const isUntouched = await isLeftAlone(world);
    const [left] = json.leftovers as string[];
    return {
      isGood: rules === 0 && isUntouched && left?.includes("reset in the profile") === true,
      seen: `${rules} rules left, a later ticket is ${isUntouched ? "untouched" : "touched"}; "${left}"`,
    };
  };

  return [
    { name: "A company installs Signalbox by itself", play: installs },
    { name: "An admin adds the app", play: addsApp },
    { name: "Four processes share a burst of tickets", play: shares },
    { name: "The API key is reset, and another one given", play: isReset },
    { name: "The admin is deactivated, and comes back", play: isDeactivated },
    { name: "The help desk gets another name", play: moves },
    { name: "The company removes the app", play: uninstalls },
  ];
}

import type { ZendeskSandbox } from "../../zendesk/start-zendesk-sandbox.ts";
import { demoPolicy } from "../demo-policy.ts";
import { installByBrowser } from "./install-by-browser.ts";
import { burst, type InstallationWorld, isLeftAlone, oneOf, type Play } from "./installation-world.ts";
import { isRenamed, losesAccess, losesAdmin } from "./shared-steps.ts";

/** A half hour of a token's life then lasts under four seconds. */
const shortSecondMs = 2;

/** In order: each begins where the one before ended. */
export function zendeskSteps(
  world: InstallationWorld,
  sandbox: ZendeskSandbox,
): readonly { name: string; play: Play }[] {
  const { signalboxUrl } = world;
  const install = (subdomain: string, decision: "allow" | "deny" = "allow") =>
    installByBrowser({ signalboxUrl, subdomain, decision });
  /** What became of the renewals while it ran. */
  const refreshesDuring = async (run: () => Promise<number>) => {
    const before = sandbox.grants().length;
    const twice = await run();
    const refreshes = sandbox.grants().slice(before);
    return { twice, refreshes: refreshes.map(({ outcome }) => outcome) };
  };

  const installs: Play = async () => {
    const denied = await install(sandbox.subdomain, "deny");
    const { status, page } = await install(sandbox.subdomain);
    const installation = await oneOf(world);
    await world.client.savePolicy(installation.id, { ...demoPolicy, capacity: { default: 1_000 } });
    return {
      isGood:
        denied.status === 400 &&
        status === 200 &&
        page.includes("is connected") &&
        installation.status === "active",
      seen: `consent refused: ${denied.status}; consent given: ${status}, the installation is ${installation.status}`,
    };
  };

  const expires: Play = async () => {
    sandbox.scaleTokens(shortSecondMs);
    sandbox.expireAccessTokens();
    const { refreshes, twice } = await refreshesDuring(() => burst(world, 80, 120));
    sandbox.scaleTokens(1_000);
    sandbox.expireAccessTokens();
    await burst(world, 1);
    const isGood = refreshes.length > 1 && refreshes.every((outcome) => outcome === "granted") && twice === 0;
    return {
      isGood,
      seen: `80 tickets assigned, ${refreshes.length} renewals in between, ${twice} assigned twice`,
    };
  };

  const races: Play = async () => {
    sandbox.expireAccessTokens();
    const { refreshes, twice } = await refreshesDuring(() => burst(world, 60));
    return {
      isGood: refreshes.length === 1 && refreshes[0] === "granted" && twice === 0,
      seen: `${world.processes.length} processes, 60 tickets at once: ${refreshes.length} renewal (${refreshes.join(", ")}), ${twice} assigned twice`,
    };
  };

  const isRevoked = losesAccess(world, {
    end: () => sandbox.revokeConsent(sandbox.integrationUserId),
    giveAnew: () => install(sandbox.subdomain),
    isGivenAnew: "connected anew",
  });
  const isSuspended = losesAdmin(world, (isActive) =>
    sandbox.setPerson(sandbox.integrationUserId, { suspended: !isActive }),
  );
  const moves = isRenamed(world, { rename: sandbox.rename, install });

  const uninstalls: Play = async () => {
    const { id } = await oneOf(world);
    const { leftovers } = await world.client.uninstall(id);
    const authorization = `Bearer ${sandbox.createToken({ userId: sandbox.integrationUserId })}`;
    const reply = await fetch(`${sandbox.url}/api/v2/webhooks`, { headers: { authorization } });
    const { webhooks } = (await reply.json()) as { webhooks: unknown[] };
    const isUntouched = await isLeftAlone(world);
    return {
      isGood: leftovers.length === 0 && webhooks.length === 0 && isUntouched,
      seen: `${webhooks.length} webhooks left, ${leftovers.length} leftovers, a later ticket is ${isUntouched ? "untouched" : "touched"}`,
    };
  };

  return [
    { name: "A company installs Signalbox by itself", play: installs },
    { name: "Access wears out in the middle of a burst of tickets", play: expires },
    { name: "Four processes find it worn out at once", play: races },
    { name: "The admin takes the consent back, and gives it again", play: isRevoked },
    { name: "The admin is suspended, and comes back", play: isSuspended },
    { name: "The help desk gets another name", play: moves },
    { name: "The company uninstalls", play: uninstalls },
  ];
}

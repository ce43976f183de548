import type { ZendeskSandbox } from "../zendesk/start-zendesk-sandbox.ts";
import { demoPolicy } from "./demo-policy.ts";
import { demoTicket } from "./demo-tickets.ts";
import { installByBrowser } from "./install-by-browser.ts";
import type { InstallationView, SignalboxClient } from "./signalbox-client.ts";
import type { SignalboxProcess } from "./signalbox-process.ts";

export interface InstallationWorld {
  sandbox: ZendeskSandbox;
  client: SignalboxClient;
  signalboxUrl: string;
  processes: SignalboxProcess[];
  seed: number;
}

export interface InstallationStep {
  name: string;
  isGood: boolean;
  /** What was seen; with figures. */
  seen: string;
}

type Play = (world: InstallationWorld) => Promise<Omit<InstallationStep, "name">>;

const patienceMs = 60_000;
/** A half hour of a token's life then lasts under four seconds. */
const shortSecondMs = 2;

const oneOf = async ({ client }: InstallationWorld): Promise<InstallationView> => {
  const [installation] = await client.listInstallations();
  if (!installation) throw new Error("nothing is installed");
  return installation;
};

async function install(world: InstallationWorld, subdomain: string, decision?: "deny") {
  const { signalboxUrl } = world;
  return installByBrowser({ signalboxUrl, subdomain, ...(decision ? { decision } : {}) });
}

async function waitFor<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const deadlineMs = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadlineMs) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const waitForStatus = (world: InstallationWorld, status: string) =>
  waitFor(`the status ${status}`, async () => {
    const installation = await oneOf(world);
    return installation.status === status ? installation : undefined;
  });

/** Customers write; resolves once every ticket of theirs is assigned, and tells how many refreshes that took. */
async function burst(world: InstallationWorld, count: number, pauseMs: number) {
  const { sandbox, client, seed } = world;
  const before = sandbox.grants().length;
  const assignments = new Map<number, number>();
  const unsubscribe = sandbox.subscribe((event) => {
    if (event.kind !== "ticket-updated" || !event.changes.assignee_id) return;
    assignments.set(event.ticketId, (assignments.get(event.ticketId) ?? 0) + 1);
  });
  const ids = new Set<number>();
  for (let index = 0; index < count; index++) {
    ids.add(sandbox.createTicket(demoTicket(seed, sandbox.tickets().length)).id);
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  const { id } = await oneOf(world);
  await waitFor(`${count} tickets to be assigned`, async () => {
    const register = await client.listRegister(id, 1_000);
    const mine = register.filter(({ cycle }) => ids.has(Number(cycle.ticketId)));
    return mine.length === count && mine.every(({ cycle }) => cycle.state === "assigned") ? true : undefined;
  });
  unsubscribe();
  const refreshes = sandbox
    .grants()
    .slice(before)
    .map(({ outcome }) => outcome);
  return { refreshes, twice: [...assignments.values()].filter((times) => times > 1).length };
}

const installs: Play = async (world) => {
  const denied = await install(world, world.sandbox.subdomain, "deny");
  const { status, page } = await install(world, world.sandbox.subdomain);
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

const expires: Play = async (world) => {
  world.sandbox.scaleTokens(shortSecondMs);
  world.sandbox.expireAccessTokens();
  const { refreshes, twice } = await burst(world, 80, 120);
  world.sandbox.scaleTokens(1_000);
  world.sandbox.expireAccessTokens();
  await burst(world, 1, 0);
  const isGood = refreshes.length > 1 && refreshes.every((outcome) => outcome === "granted") && twice === 0;
  return {
    isGood,
    seen: `80 tickets assigned, ${refreshes.length} renewals in between, ${twice} assigned twice`,
  };
};

const races: Play = async (world) => {
  world.sandbox.expireAccessTokens();
  const { refreshes, twice } = await burst(world, 60, 0);
  return {
    isGood: refreshes.length === 1 && refreshes[0] === "granted" && twice === 0,
    seen: `${world.processes.length} processes, 60 tickets at once: ${refreshes.length} renewal (${refreshes.join(", ")}), ${twice} assigned twice`,
  };
};

const isRevoked: Play = async (world) => {
  world.sandbox.revokeConsent(world.sandbox.integrationUserId);
  const { statusReason } = await waitForStatus(world, "disconnected");
  const ticket = world.sandbox.createTicket(demoTicket(world.seed, 9_001));
  const again = await install(world, world.sandbox.subdomain);
  await waitForStatus(world, "active");
  await burst(world, 1, 0);
  const { id } = await oneOf(world);
  const state = await waitFor("the ticket from in between", async () => {
    const register = await world.client.listRegister(id, 1_000);
    const entry = register.find(({ cycle }) => Number(cycle.ticketId) === ticket.id);
    return entry && entry.cycle.state !== "pending" ? entry.cycle.state : undefined;
  });
  return {
    isGood: again.status === 200 && state === "assigned",
    seen: `"${statusReason}"; connected anew, and the ticket written in between is ${state}`,
  };
};

const isSuspended: Play = async (world) => {
  const { sandbox } = world;
  sandbox.setPerson(sandbox.integrationUserId, { suspended: true });
  const { statusReason } = await waitForStatus(world, "disconnected");
  sandbox.setPerson(sandbox.integrationUserId, { suspended: false });
  await waitForStatus(world, "active");
  await burst(world, 1, 0);
  return { isGood: true, seen: `"${statusReason}"; active again by itself once the admin is back` };
};

const isRenamed: Play = async (world) => {
  const before = await oneOf(world);
  world.sandbox.rename("larkfield-goods");
  const { statusReason } = await waitForStatus(world, "disconnected");
  await install(world, "larkfield-goods");
  const after = await waitForStatus(world, "active");
  await burst(world, 1, 0);
  const isGood = after.id === before.id && (await world.client.listInstallations()).length === 1;
  return { isGood, seen: `"${statusReason}"; the same installation under ${after.subdomain}` };
};

const uninstalls: Play = async (world) => {
  const { id } = await oneOf(world);
  const { leftovers } = await world.client.uninstall(id);
  const reply = await fetch(`${world.sandbox.url}/api/v2/webhooks`, {
    headers: {
      authorization: `Bearer ${world.sandbox.createToken({ userId: world.sandbox.integrationUserId })}`,
    },
  });
  const { webhooks } = (await reply.json()) as { webhooks: unknown[] };
  const ticket = world.sandbox.createTicket(demoTicket(world.seed, 9_002));
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const untouched = world.sandbox.findTicket(ticket.id)?.group_id === null;
  return {
    isGood: leftovers.length === 0 && webhooks.length === 0 && untouched,
    seen: `${webhooks.length} webhooks left, ${leftovers.length} leftovers, a later ticket is ${untouched ? "untouched" : "touched"}`,
  };
};

/** In order: each begins where the one before ended. */
export const installationSteps: readonly { name: string; play: Play }[] = [
  { name: "A company installs Signalbox by itself", play: installs },
  { name: "Access wears out in the middle of a burst of tickets", play: expires },
  { name: "Four processes find it worn out at once", play: races },
  { name: "The admin takes the consent back, and gives it again", play: isRevoked },
  { name: "The admin is suspended, and comes back", play: isSuspended },
  { name: "The help desk gets another name", play: isRenamed },
  { name: "The company uninstalls", play: uninstalls },
];

import { afterEach, describe, expect, it } from "vitest";
import { parseEnv } from "../../src/runtime/env.ts";
import { createNodePlatform } from "../../src/runtime/node-platform.ts";
import { type RunningServer, startServer } from "../../src/runtime/start-server.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { findFreePort } from "../../src/sandbox/demo/signalbox-process.ts";
import type { EmulatedHelpdesk, EmulationOptions } from "../../src/sandbox/emulated-helpdesk.ts";
import { startEmulatedHelpdesk } from "../../src/sandbox/start-emulated-helpdesk.ts";
import { sealContext } from "../../src/services/helpdesk/seal-context.ts";
import {
  connectInstallation,
  getInstallation,
} from "../../src/services/installations/connect-installation.ts";
import { savePolicy } from "../../src/services/policies/save-policy.ts";
import { allRouted } from "../support/all-routed.ts";
import { createTestDatabase, setups } from "../support/engines.ts";
import { eventBody, signedHeaders } from "../support/sign-delivery.ts";
import { startDeskServer } from "../support/test-server.ts";

const capacity = 3;
const agentCount = 4;
const ticketCount = 60;
const wrongSize = {
  subject: "Wrong size",
  body: "Can I exchange the boots?",
  requester: { name: "Customer 1", email: "customer1@mail.example" },
};
const smallTeam: Partial<EmulationOptions> = {
  maxOpenTicketsPerAgent: capacity,
  team: { groups: [{ name: "Returns", agents: agentCount }] },
  // Slow enough that many tickets are between their decision and their write at once.
  faults: { apiLatencyMs: [5, 40] },
};
const policy = {
  ...demoPolicy,
  queues: [{ id: "returns", name: "Returns", group: "Returns", pick: "fewest open" as const }],
  rules: [],
  fallback: "returns",
};

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** The most tickets that any agent held at any time, by the help desk's own account. */
function watchLoads(desk: EmulatedHelpdesk): { most(): number } {
  const holders = new Map<string, string | null>();
  let most = 0;
  desk.subscribe((event) => {
    if (event.kind !== "ticket-updated" || event.assignee === undefined) return;
    holders.set(event.ticketId, event.assignee);
    const loads = Map.groupBy(holders.values(), (agent) => agent);
    for (const [agent, held] of loads) if (agent !== null) most = Math.max(most, held.length);
  });
  return { most: () => most };
}

/** How many tickets ended in which state, once all have ended. */
async function outcomes(running: RunningServer, installationId: string): Promise<Record<string, number>> {
  const register = await allRouted(running.server.context, { installationId, ticketCount });
  const byState = Map.groupBy(register, ({ cycle }) => cycle.state);
  return Object.fromEntries([...byState].map(([state, entries]) => [state, entries.length]));
}

const expected = { assigned: capacity * agentCount, held: ticketCount - capacity * agentCount };

describe.each(setups)("many tickets for few agents in $helpdesk on $engine", ({ helpdesk, engine }) => {
  it("never take an agent above capacity; the rest is held in the group", async () => {
    const server = await startDeskServer(helpdesk, engine, { emulation: smallTeam, policy });
    cleanups.push(() => server.stop());
    const { desk } = server;
    const loads = watchLoads(desk);
    const ids = Array.from({ length: ticketCount }, () => desk.createTicket(wrongSize).id);
    expect(await outcomes(server, server.installationId)).toEqual(expected);
    expect(loads.most()).toBe(capacity);
    const groups = new Set(ids.map((id) => desk.findTicket(id)?.groupId));
    expect([...groups]).toEqual(desk.groups().map((group) => group.id));
  });
});

describe("two servers side by side on one PostgreSQL database", () => {
  it("never take an agent above capacity between them, and both take part", async () => {
    const desk = await startEmulatedHelpdesk("zendesk", {
      limits: "none",
      ...smallTeam,
      // The test delivers the events itself, to both servers in turn.
      faults: { ...smallTeam.faults, lossRate: 1 },
    });
    cleanups.push(() => desk.stop());
    const database = await createTestDatabase("postgresql");
    cleanups.push(() => database.remove());
    const first = await startOne(desk, database.env);
    const second = await startOne(desk, database.env);
    const { context } = first.server;
    const { installationId } = await connectInstallation(context, {
      helpdesk: desk.name,
      subdomain: desk.subdomain,
      accessToken: desk.credentials,
    });
    await savePolicy(context, { installationId, document: policy });
    const loads = watchLoads(desk);

    const installation = await getInstallation(context, installationId);
    const sealed = installation.sealedSecret ?? "";
    const secret = await context.keyring.open(sealed, sealContext(installationId, "webhook secret"));
    const statuses = await Promise.all(
      Array.from({ length: ticketCount }, async (_, index) => {
        const { url } = index % 2 === 0 ? first : second;
        const body = eventBody({ ticketId: desk.createTicket(wrongSize).id });
        const endpointUrl = `${url}/webhooks/zendesk/${installation.endpoint}`;
        return (await fetch(endpointUrl, { method: "POST", headers: signedHeaders({ secret, body }), body }))
          .status;
      }),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await outcomes(first, installationId)).toEqual(expected);
    expect(loads.most()).toBe(capacity);
    expect(Math.min(first.writes(), second.writes())).toBeGreaterThan(0);
  });
});

/** A server of its own process's kind, with a count of its writes to the help desk. */
async function startOne(
  desk: EmulatedHelpdesk,
  databaseEnv: Record<string, string>,
): Promise<RunningServer & { writes(): number }> {
  const env = parseEnv({
    PORT: String(await findFreePort(0)),
    SIGNALBOX_LOG_LEVEL: "silent",
    [desk.urlVariable]: desk.url,
    SIGNALBOX_SWEEP_SECONDS: "3600",
    ...databaseEnv,
  });
  const base = createNodePlatform(env);
  let writes = 0;
  const fetch: typeof base.fetch = (url, init) => {
    if (init.method === "PUT") writes += 1;
    return base.fetch(url, init);
  };
  const running = await startServer(env, { ...base, fetch });
  cleanups.push(async () => {
    await running.stop();
    base.close();
  });
  return { ...running, writes: () => writes };
}

import { eq } from "drizzle-orm";
import type { Example } from "../../../src/classifier/document.ts";
import { decisions, routingCycles } from "../../../src/db/schema/index.ts";
import { demoPolicy } from "../../../src/sandbox/demo/demo-policy.ts";
import { demoTicket } from "../../../src/sandbox/demo/demo-tickets.ts";
import { installDemoApp } from "../../../src/sandbox/demo/install-app.ts";
import type { EmulatedHelpdesk, EmulatedName } from "../../../src/sandbox/emulated-helpdesk.ts";
import { createInstallToken } from "../../../src/services/apps/app-tokens.ts";
import { buryLetter } from "../../../src/services/dead-letters/bury-letter.ts";
import { savePolicy } from "../../../src/services/policies/save-policy.ts";
import { shopTickets } from "../../classifier/shop-tickets.ts";
import { ended, resync } from "../../support/ended.ts";
import { startFilledDesk } from "../../support/fill-desk.ts";
import { type Connected, connectServer } from "../../support/test-server.ts";
import { waitFor } from "../../support/wait-for.ts";

/** A shop that has seen everything once, so that every page has something to show. */
export interface FilledShop extends Connected {
  desk: EmulatedHelpdesk;
  /** Tickets by how they ended. */
  tickets: { assigned: string; held: string; failed: string };
  /** What the page about learning was told before anything was learned. */
  untaught: unknown;
}

const requester = { name: "Customer 1", email: "customer1@mail.example" };

/** @param dataFolder empty; whoever gave it removes it */
export async function fillShop(name: EmulatedName, dataFolder: string): Promise<FilledShop> {
  const desk = await startFilledDesk(name, { solved: 400, tickets: doubtful(shopTickets(400)) });
  const client = { SIGNALBOX_ZENDESK_CLIENT_ID: "a-client", SIGNALBOX_ZENDESK_CLIENT_SECRET: "a-secret" };
  const connected = await connectServer("pglite", desk, {
    env: { ...desk.appVariables, ...client },
    dataFolder,
  });
  const { server, installationId, url, accessToken } = connected;
  const { context } = server;
  const learning = `${url}/api/installations/${installationId}/learning`;
  const headers = { authorization: `Bearer ${accessToken}`, "content-type": "application/json" };
  const readLearning = async () =>
    (await fetch(learning, { headers })).json() as Promise<{ training: { state: string } }>;
  const untaught = await readLearning();
  await fetch(`${learning}/import`, { method: "POST", headers, body: JSON.stringify({ days: 60 }) });
  await installDemoApp({
    desk,
    server: url,
    newInstallToken: async () =>
      (await createInstallToken(context, { installationId, actor: "operator" })).installToken,
  });
  let assigned = "";
  for (let seed = 1; seed <= 14; seed++) {
    const { id } = desk.createTicket(demoTicket(seed, seed));
    const { cycle } = await ended(connected, id);
    if (cycle.state === "assigned") assigned = id;
  }
  const held = await holdOne({ ...connected, desk });
  const failed = await failTwo({ ...connected, desk });
  const jobs = [
    [
      "route-tickets",
      { keys: [{ installationId, ticketId: assigned, cycle: 1 }] },
      "the database did not answer within 10 s",
    ],
    ["visit-installation", { installationId }, "the help desk answered 503 five times"],
  ] as const;
  for (const [index, [job, payload, reason]] of jobs.entries()) {
    await buryLetter(context, { letterId: `letter-${index}`, name: job, payload, reason });
  }
  await fetch(connected.endpointUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  await savePolicy(context, {
    installationId,
    document: { ...demoPolicy, capacity: { default: 7 } },
    savedBy: `user:${desk.agents()[0]?.id}`,
    note: "One less for everybody until the new colleagues know their way",
  });
  await waitFor("the training", async () =>
    (await readLearning()).training.state === "done" ? true : undefined,
  );
  return { ...connected, desk, tickets: { assigned, held, failed }, untaught };
}

/** With every sixth put where another belongs, for a model that is always right shows nothing. */
function doubtful(tickets: readonly Example[]): Example[] {
  return tickets.map((ticket, index) =>
    index % 6 === 0
      ? { ...ticket, label: tickets[(index * 7 + 3) % tickets.length]?.label ?? ticket.label }
      : ticket,
  );
}

/** Everybody of a group leaves, and a ticket for it comes. */
async function holdOne(shop: Connected & { desk: EmulatedHelpdesk }): Promise<string> {
  const { desk } = shop;
  const group = desk.groups().find(({ name }) => name === "Returns");
  for (const agent of desk.agents()) {
    if (group && agent.groupIds.includes(group.id)) desk.setAvailable(agent.id, false);
  }
  await resync(shop);
  const { id } = desk.createTicket({ subject: "Wrong size", body: "Can I exchange the boots?", requester });
  await ended(shop, id);
  return id;
}

/** Two cycles that ended badly; that a help desk refuses is a matter of other tests. */
async function failTwo(shop: Connected & { desk: EmulatedHelpdesk }): Promise<string> {
  const { desk } = shop;
  const at = new Date().toISOString();
  let ticketId = "";
  for (const reason of [
    "the help desk refused the change: the field 'Order number' must be filled in before the status is changed",
    "the help desk refused the change: the group is not open to this agent",
  ]) {
    ticketId = desk.createTicket({ subject: "Where is it?", body: "Order 4711 has not come.", requester }).id;
    await ended(shop, ticketId);
    await shop.server.context.db
      .update(routingCycles)
      .set({ state: "failed", reason, finishedAt: at })
      .where(eq(routingCycles.ticketId, ticketId));
    await shop.server.context.db
      .update(decisions)
      .set({ writeState: "refused", appliedAt: null })
      .where(eq(decisions.ticketId, ticketId));
  }
  return ticketId;
}

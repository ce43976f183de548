import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findLearning } from "../../../src/db/queries/learning.ts";
import { listModels } from "../../../src/db/queries/models.ts";
import type { Policy } from "../../../src/routing/policy.ts";
import { parseEnv } from "../../../src/runtime/env.ts";
import { createNodePlatform } from "../../../src/runtime/node-platform.ts";
import { type RunningServer, startServer } from "../../../src/runtime/start-server.ts";
import { findFreePort } from "../../../src/sandbox/demo/signalbox-process.ts";
import type { EmulatedHelpdesk, EmulatedName } from "../../../src/sandbox/emulated-helpdesk.ts";
import {
  connectInstallation,
  getInstallation,
} from "../../../src/services/installations/connect-installation.ts";
import { importHistory } from "../../../src/services/learning/import-history.ts";
import { startImport } from "../../../src/services/learning/start-import.ts";
import { savePolicy } from "../../../src/services/policies/save-policy.ts";
import { reconcileTickets } from "../../../src/services/tickets/reconcile-tickets.ts";
import { ended } from "../../support/ended.ts";
import { startFilledDesk } from "../../support/fill-desk.ts";
import { waitFor } from "../../support/wait-for.ts";
import { measureRouting, type RoutedTicket, type RoutingFigures } from "./measure-routing.ts";
import { shopYear, type YearTicket } from "./shop-year.ts";

const dayMs = 86_400_000;
const batchSize = 25;
/** What the emulated team can carry; solved tickets make room. */
const capacity = 6;

/** Everything that is told of a group goes there; the rest waits for people in a group of its own. */
const policy: Policy = {
  mode: "on",
  note: false,
  capacity: { default: capacity },
  fallback: "triage",
  queues: ["Orders", "Returns", "Payments", "Wholesale", "Product Advice"].map((group) => ({
    id: group === "Product Advice" ? "triage" : group.toLowerCase(),
    name: group,
    group,
    pick: "fewest open" as const,
  })),
  rules: ["Orders", "Returns", "Payments", "Wholesale", "Product Advice"].map((group) => ({
    id: `to-${group.toLowerCase().replace(" ", "-")}`,
    name: `Such tickets ended in ${group}`,
    when: { field: "suggestedGroup" as const, operator: "is" as const, value: group },
    then: [
      { do: "send to queue" as const, queue: group === "Product Advice" ? "triage" : group.toLowerCase() },
    ],
  })),
};

/** A made-up shop's year: its history is read and learned from, then later tickets come in by webhook and are routed. */
export async function replayYear(input: {
  helpdesk: EmulatedName;
  solved: number;
  later: number;
  seed?: number;
}): Promise<RoutingFigures> {
  const { helpdesk, solved, later, seed = 1 } = input;
  const tickets = shopYear(solved + later, seed);
  const desk = await startFilledDesk(helpdesk, {
    solved,
    tickets: tickets.slice(0, solved),
    stepMs: (364 * dayMs) / solved,
  });
  const folder = mkdtempSync(join(tmpdir(), "signalbox-year-"));
  const env = parseEnv({
    PORT: String(await findFreePort(0)),
    SIGNALBOX_DATA_DIR: folder,
    SIGNALBOX_LOG_LEVEL: "silent",
    SIGNALBOX_SWEEP_SECONDS: "3600",
    [desk.urlVariable]: desk.url,
  });
  const platform = createNodePlatform(env);
  const running = await startServer(env, platform);
  try {
    const { context } = running.server;
    const { installationId } = await connectInstallation(context, {
      helpdesk,
      subdomain: desk.subdomain,
      accessToken: desk.credentials,
    });
    await savePolicy(context, { installationId, document: policy });
    await startImport(context, { installationId, days: 400 });
    const startedMs = performance.now();
    while ((await importHistory(context, { installationId })) === "goes on");
    const importSeconds = (performance.now() - startedMs) / 1000;
    // What was read starts the training by itself, as a job.
    await waitFor(
      "the training",
      async () => {
        const learning = await findLearning(context.db, installationId);
        return learning?.trainingState === "done" ? true : undefined;
      },
      600_000,
    );
    const learned = (await listModels(context.db, installationId)).find(({ target }) => target === "group");
    const trainSeconds = (performance.now() - startedMs) / 1000 - importSeconds;
    const routed = await routeLater({ running, installationId, desk, tickets: tickets.slice(solved) });
    return measureRouting({
      routed,
      history: tickets.slice(0, solved),
      importSeconds,
      trainSeconds,
      learned,
    });
  } finally {
    await desk.stop();
    await running.stop();
    platform.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In batches; after each, the team solves what it has. */
async function routeLater(input: {
  running: RunningServer;
  installationId: string;
  desk: EmulatedHelpdesk;
  tickets: readonly YearTicket[];
}): Promise<RoutedTicket[]> {
  const { running, installationId, desk } = input;
  const { context } = running.server;
  const routed: RoutedTicket[] = [];
  for (let start = 0; start < input.tickets.length; start += batchSize) {
    const batch = input.tickets.slice(start, start + batchSize).map((ticket, index) => {
      const requester = { name: `Customer ${index}`, email: `customer${index}@mail.example` };
      const { id } = desk.createTicket({ subject: "Question", body: ticket.document.body, requester });
      return { id, ticket };
    });
    for (const { id, ticket } of batch) {
      const { cycle, decisions } = await ended({ server: running.server, installationId }, id);
      const receipt =
        decisions.find((decision) => decision.id === cycle.decisionId)?.receipt ?? decisions[0]?.receipt;
      routed.push({
        truth: ticket.label,
        isVague: ticket.isVague,
        suggested: receipt?.signals.suggestedGroup?.value,
        group: receipt?.queue?.group,
        state: cycle.state,
        agentId: desk.findTicket(id)?.assigneeId ?? null,
      });
    }
    for (const { id } of batch) desk.solveTicket(id);
    // Until the mirror knows that they are solved, the team looks busy; Freshdesk tells of that to the sweep only.
    await reconcileTickets(context, await getInstallation(context, installationId));
  }
  return routed;
}

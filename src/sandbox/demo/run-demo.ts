import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { startZendeskSandbox, type ZendeskSandbox } from "../zendesk/start-zendesk-sandbox.ts";
import type { DemoOptions } from "./demo-options.ts";
import { demoPolicy } from "./demo-policy.ts";
import { demoTicket } from "./demo-tickets.ts";
import { createSignalboxClient, type SignalboxClient } from "./signalbox-client.ts";
import { findFreePort, type SignalboxProcess, startSignalbox } from "./signalbox-process.ts";
import { type DemoSummary, reportTicket, summarize, type TicketReport } from "./ticket-report.ts";

const defaultFolder = ".data/demo";
/** Between two customers, in the demo that people watch. */
const pauseMs = 400;
const patienceMs = 120_000;
/** An agent with more open tickets than this solves the oldest, so that the shop day can go on. */
const busyAt = 5;

export interface DemoView {
  started(input: { signalbox: SignalboxProcess; sandbox: ZendeskSandbox; register: string }): void;
  routed(report: TicketReport): void;
}

/** The whole story: both servers, the installation, the customers, and what became of each ticket. */
export async function runDemo(
  options: DemoOptions,
  view: DemoView,
  signal: AbortSignal,
): Promise<{ summary: DemoSummary; stop(): Promise<void> }> {
  const folder = options.dataFolder ?? defaultFolder;
  if (options.dataFolder === undefined) rmSync(folder, { recursive: true, force: true });
  const sandbox = await startZendeskSandbox({ seed: options.seed, limits: generousLimits });
  const start = (port: number) =>
    startSignalbox({
      port,
      accessToken: randomBytes(24).toString("base64url"),
      env: { SIGNALBOX_DATA_DIR: folder, SIGNALBOX_ZENDESK_URL: sandbox.url },
    });
  const signalbox = await start(options.port ?? (await findFreePort(8080)))
    // Somebody else may have taken the port between the look and the start.
    .catch(async (error: unknown) =>
      options.port === undefined ? start(await findFreePort(0)) : Promise.reject(error),
    )
    .catch(async (error: unknown) => {
      await sandbox.stop();
      throw error;
    });
  const stop = async () => {
    await sandbox.stop();
    await signalbox.stop();
  };
  try {
    const client = createSignalboxClient(signalbox);
    const installationId = await install(client, sandbox);
    const link = await client.createSignInLink();
    view.started({ signalbox, sandbox, register: `${link}&installation=${installationId}` });
    const reports = await playDay({ options, sandbox, client, installationId, view, signal });
    return { summary: summarize(options.tickets, reports), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A help desk with the High Volume add-on; the limits of smaller plans are for the tests. */
const generousLimits = { accountPerMinute: 2500, ticketUpdatesPerMinute: 300 };

/** Connects the help desk as an installer would: Signalbox makes the webhook and fetches its secret by itself. */
async function install(client: SignalboxClient, sandbox: ZendeskSandbox): Promise<string> {
  const taken = (await client.listInstallations()).map((installation) => installation.subdomain);
  let subdomain = sandbox.subdomain;
  // A kept data folder knows the shop of the run before, and each run is a new shop.
  for (let n = 2; taken.includes(subdomain); n++) subdomain = `${sandbox.subdomain}-${n}`;
  const accessToken = sandbox.integrationToken;
  const installationId = await client.connect({ helpdesk: "zendesk", subdomain, accessToken });
  await client.savePolicy(installationId, demoPolicy);
  return installationId;
}

async function playDay(input: {
  options: DemoOptions;
  sandbox: ZendeskSandbox;
  client: SignalboxClient;
  installationId: string;
  view: DemoView;
  signal: AbortSignal;
}): Promise<TicketReport[]> {
  const { options, sandbox, client, installationId, view, signal } = input;
  const createdAtMs = new Map<number, number>();
  const writtenAtMs = new Map<number, number>();
  const unsubscribe = sandbox.subscribe((event) => {
    if (event.kind === "ticket-created") createdAtMs.set(event.ticketId, event.atMs);
    const isOurs = event.kind === "ticket-updated" && event.actorId === sandbox.integrationUserId;
    if (isOurs && !writtenAtMs.has(event.ticketId)) writtenAtMs.set(event.ticketId, event.atMs);
  });
  const reports = new Map<number, TicketReport>();
  const collect = async () => {
    for (const entry of await client.listRegister(installationId, 1000)) {
      const id = Number(entry.cycle.ticketId);
      if (entry.cycle.state === "pending" || reports.has(id)) continue;
      const times = { createdAtMs: createdAtMs.get(id), writtenAtMs: writtenAtMs.get(id) };
      const report = reportTicket(sandbox, entry, times);
      reports.set(id, report);
      view.routed(report);
      letAgentWork(sandbox, id);
    }
  };
  for (let index = 0; index < options.tickets && !signal.aborted; index++) {
    sandbox.createTicket(demoTicket(options.seed, index));
    if (!options.isJson) await pause(pauseMs, signal);
    if (!options.isJson || index % 50 === 49) await collect();
  }
  const deadlineMs = Date.now() + patienceMs;
  while (reports.size < options.tickets && Date.now() < deadlineMs && !signal.aborted) {
    await pause(100, signal);
    await collect();
  }
  unsubscribe();
  return [...reports.values()];
}

function letAgentWork(sandbox: ZendeskSandbox, ticketId: number): void {
  const assigneeId = sandbox.findTicket(ticketId)?.assignee_id;
  if (!assigneeId) return;
  const open = sandbox
    .tickets()
    .filter((ticket) => ticket.assignee_id === assigneeId && ticket.status === "open");
  const [oldest] = open;
  if (oldest && open.length > busyAt) sandbox.solveTicket(oldest.id, assigneeId);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done, { once: true });
  });
}

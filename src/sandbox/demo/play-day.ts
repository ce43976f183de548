import type { EmulatedHelpdesk } from "../emulated-helpdesk.ts";
import type { DemoOptions } from "./demo-options.ts";
import { demoTicket } from "./demo-tickets.ts";
import type { SignalboxClient } from "./signalbox-client.ts";
import { reportTicket, type TicketReport } from "./ticket-report.ts";

/** Between two customers, in the demo that people watch. */
const pauseMs = 400;
const patienceMs = 120_000;
/** An agent with more open tickets than this solves the oldest, so that the shop day can go on. */
const busyAt = 5;

/** Lets customers write to one help desk, and reports each ticket once it is routed. */
export async function playDay(input: {
  options: DemoOptions;
  desk: EmulatedHelpdesk;
  client: SignalboxClient;
  installationId: string;
  onRouted(report: TicketReport): void;
  signal: AbortSignal;
}): Promise<TicketReport[]> {
  const { options, desk, client, installationId, onRouted, signal } = input;
  const createdAtMs = new Map<string, number>();
  const writtenAtMs = new Map<string, number>();
  const unsubscribe = desk.subscribe((event) => {
    if (event.kind === "ticket-created") createdAtMs.set(event.ticketId, event.atMs);
    const isOurs = event.kind === "ticket-updated" && event.actorId === desk.integrationUserId;
    if (isOurs && !writtenAtMs.has(event.ticketId)) writtenAtMs.set(event.ticketId, event.atMs);
  });
  const reports = new Map<string, TicketReport>();
  const collect = async () => {
    for (const entry of await client.listRegister(installationId, 1000)) {
      const id = entry.cycle.ticketId;
      if (entry.cycle.state === "pending" || reports.has(id)) continue;
      const times = { createdAtMs: createdAtMs.get(id), writtenAtMs: writtenAtMs.get(id) };
      const report = reportTicket(desk, entry, times);
      reports.set(id, report);
      onRouted(report);
      letAgentWork(desk, id);
    }
  };
  const isWatched = !options.isJson && !options.isComparison;
  for (let index = 0; index < options.tickets && !signal.aborted; index++) {
    desk.createTicket(demoTicket(options.seed, index));
    if (isWatched) await pause(pauseMs, signal);
    if (isWatched || index % 50 === 49) await collect();
  }
  const deadlineMs = Date.now() + patienceMs;
  while (reports.size < options.tickets && Date.now() < deadlineMs && !signal.aborted) {
    await pause(100, signal);
    await collect();
  }
  unsubscribe();
  return [...reports.values()];
}

function letAgentWork(desk: EmulatedHelpdesk, ticketId: string): void {
  const assigneeId = desk.findTicket(ticketId)?.assigneeId;
  if (!assigneeId) return;
  const open = desk.tickets().filter((ticket) => ticket.assigneeId === assigneeId && !ticket.isSolved);
  const [oldest] = open;
  if (oldest && open.length > busyAt) desk.solveTicket(oldest.id, assigneeId);
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

import { expect, it, onTestFinished } from "vitest";
import { demoPolicy } from "../../../src/sandbox/demo/demo-policy.ts";
import { demoTicket } from "../../../src/sandbox/demo/demo-tickets.ts";
import { createSignalboxClient } from "../../../src/sandbox/demo/signalbox-client.ts";
import { findFreePort } from "../../../src/sandbox/demo/signalbox-process.ts";
import { startEmulatedHelpdesk } from "../../../src/sandbox/start-emulated-helpdesk.ts";
import { workerdOf } from "../../bench/worker/workerd-process.ts";
import { waitFor } from "../../support/wait-for.ts";
import { accessToken, prepareWorkerd } from "./runtimes.ts";

const ticketCount = 60;
/** After this many tickets workerd is killed; while it is away, ten more customers write. */
const killAt = [20, 40];
const patienceMs = 120_000;

it(
  "has routed every ticket exactly once after workerd was killed in the middle of its batches",
  async () => {
    const desk = await startEmulatedHelpdesk("zendesk", {
      seed: 3,
      limits: "none",
      maxOpenTicketsPerAgent: 1_000,
    });
    onTestFinished(() => desk.stop());
    // Slow enough that there is always something in hand.
    desk.faults.apiLatencyMs = [30, 120];
    const writes = new Map<string, number>();
    desk.subscribe((event) => {
      if (event.kind !== "ticket-updated" || event.assignee === undefined) return;
      writes.set(event.ticketId, (writes.get(event.ticketId) ?? 0) + 1);
    });
    const port = await findFreePort(0);
    const prepared = await prepareWorkerd();
    onTestFinished(prepared.remove);
    const start = () =>
      prepared.start({
        PORT: String(port),
        [desk.urlVariable]: desk.url,
        SIGNALBOX_LEASE_SECONDS: "5",
        SIGNALBOX_STRANDED_SECONDS: "2",
        SIGNALBOX_SWEEP_SECONDS: "2",
        SIGNALBOX_SWEEP_MIN_AGE_SECONDS: "1",
      });
    let worker = await start();
    onTestFinished(() => worker.stop());
    const client = createSignalboxClient({ url: worker.url, accessToken });
    const { subdomain, credentials } = desk;
    const installationId = await client.connect({ helpdesk: "zendesk", subdomain, accessToken: credentials });
    await client.savePolicy(installationId, demoPolicy);

    let inHand = 0;
    for (let index = 0; index < ticketCount; index++) {
      desk.createTicket(demoTicket(3, index));
      if (killAt.includes(index)) {
        inHand += desk.tickets().filter(({ assigneeId }) => assigneeId === null).length;
        process.kill(workerdOf(process.pid), "SIGKILL");
      }
      if (killAt.includes(index - 10)) {
        await worker.stop();
        worker = await start();
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const register = await waitFor(
      "every ticket to be routed",
      async () => {
        await worker.strike();
        const entries = await client.listRegister(installationId, 1_000);
        const isDone =
          entries.length >= ticketCount && entries.every(({ cycle }) => cycle.state !== "pending");
        return isDone ? entries : undefined;
      },
      patienceMs,
    );
    expect(inHand).toBeGreaterThan(0);
    expect(register.map(({ cycle }) => cycle.state)).toEqual(register.map(() => "assigned"));
    expect(new Set(register.map(({ cycle }) => cycle.ticketId)).size).toBe(ticketCount);
    expect(writes.size).toBe(ticketCount);
    expect([...writes].filter(([, count]) => count !== 1)).toEqual([]);
  },
  patienceMs + 60_000,
);

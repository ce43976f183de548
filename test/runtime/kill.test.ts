import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { demoTicket } from "../../src/sandbox/demo/demo-tickets.ts";
import { createSignalboxClient } from "../../src/sandbox/demo/signalbox-client.ts";
import {
  findFreePort,
  type SignalboxProcess,
  startSignalbox,
} from "../../src/sandbox/demo/signalbox-process.ts";
import { reportTicket } from "../../src/sandbox/demo/ticket-report.ts";
import { startZendeskSandbox, type ZendeskSandbox } from "../../src/sandbox/zendesk/start-zendesk-sandbox.ts";
import { createTestDatabase, engines } from "../support/engines.ts";
import { noLimits } from "../support/test-server.ts";
import { waitFor } from "../support/wait-for.ts";

const ticketCount = 200;
/** After this many tickets the server is killed; while it is down, twenty more customers write. */
const killAt = [50, 110, 160];
const patienceMs = 150_000;

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
}, 60_000);

describe.each(engines)("a server on %s that is killed while 200 tickets stream in", (engine) => {
  it(
    "has routed every ticket exactly once after it was started again on the same data",
    async () => {
      const database = await createTestDatabase(engine);
      cleanups.push(database.remove);
      const sandbox = await startZendeskSandbox({ seed: 3, limits: noLimits, maxOpenTicketsPerAgent: 1_000 });
      cleanups.push(sandbox.stop);
      const port = await findFreePort(0);
      const accessToken = randomBytes(24).toString("base64url");
      let signalbox: SignalboxProcess | undefined;
      const start = async () => {
        signalbox = await startSignalbox({
          port,
          accessToken,
          env: {
            ...database.env,
            SIGNALBOX_ZENDESK_URL: sandbox.url,
            SIGNALBOX_LEASE_SECONDS: "6",
            SIGNALBOX_STRANDED_SECONDS: "2",
            SIGNALBOX_SWEEP_SECONDS: "3",
            SIGNALBOX_SWEEP_MIN_AGE_SECONDS: "1",
          },
        });
      };
      cleanups.push(async () => signalbox?.stop());
      await start();
      const client = createSignalboxClient({ url: `http://127.0.0.1:${port}`, accessToken });
      const installationId = await client.connect({
        helpdesk: "zendesk",
        subdomain: sandbox.subdomain,
        accessToken: sandbox.integrationToken,
      });
      await client.savePolicy(installationId, demoPolicy);
      const assignments = countAssignments(sandbox);

      for (let index = 0; index < ticketCount; index++) {
        sandbox.createTicket(demoTicket(3, index));
        if (killAt.includes(index)) await signalbox?.kill();
        if (killAt.includes(index - 20)) await start();
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
      const register = await waitFor(
        "every ticket to be routed",
        async () => {
          const entries = await client.listRegister(installationId, 1_000);
          const isDone =
            entries.length >= ticketCount && entries.every(({ cycle }) => cycle.state !== "pending");
          return isDone ? entries : undefined;
        },
        patienceMs,
      );

      const reports = register.map((entry) =>
        reportTicket(sandbox, entry, { createdAtMs: undefined, writtenAtMs: undefined }),
      );
      expect(new Set(reports.map((report) => report.id)).size).toBe(ticketCount);
      expect(reports.filter((report) => !report.agrees)).toEqual([]);
      expect(reports.map((report) => report.state)).toEqual(reports.map(() => "assigned"));
      expect([...assignments.values()].filter((count) => count !== 1)).toEqual([]);
      expect(assignments.size).toBe(ticketCount);
      expect(register.some(({ cycle }) => cycle.source === "sweep")).toBe(true);
    },
    patienceMs + 90_000,
  );
});

function countAssignments(sandbox: ZendeskSandbox): Map<number, number> {
  const counts = new Map<number, number>();
  sandbox.subscribe((event) => {
    if (event.kind !== "ticket-updated" || !event.changes.assignee_id) return;
    counts.set(event.ticketId, (counts.get(event.ticketId) ?? 0) + 1);
  });
  return counts;
}

import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { demoTicket } from "../../src/sandbox/demo/demo-tickets.ts";
import { createSignalboxClient } from "../../src/sandbox/demo/signalbox-client.ts";
import {
  findFreePort,
  type SignalboxProcess,
  startSignalbox,
} from "../../src/sandbox/demo/signalbox-process.ts";
import { reportTicket } from "../../src/sandbox/demo/ticket-report.ts";
import { type EmulatedHelpdesk, emulatedHelpdesks } from "../../src/sandbox/emulated-helpdesk.ts";
import { startEmulatedHelpdesk } from "../../src/sandbox/start-emulated-helpdesk.ts";
import { createTestDatabase, engines } from "../support/engines.ts";
import { waitFor } from "../support/wait-for.ts";

const ticketCount = 200;
/** After this many tickets the server is killed; while it is down, twenty more customers write. */
const killAt = [50, 110, 160];
const patienceMs = 150_000;

// Each spends most of its time waiting for leases to run out, so the help desks wait side by side.
describe.each(engines)("on %s", (engine) => {
  describe.concurrent.each(emulatedHelpdesks)(
    "a server with %s that is killed while 200 tickets stream in",
    (helpdesk) => {
      it(
        "has routed every ticket exactly once after it was started again on the same data",
        async ({ onTestFinished }) => {
          const database = await createTestDatabase(engine);
          onTestFinished(database.remove);
          const emulation = { seed: 3, limits: "none", maxOpenTicketsPerAgent: 1_000 } as const;
          const desk = await startEmulatedHelpdesk(helpdesk, emulation);
          onTestFinished(desk.stop);
          const port = await findFreePort(0);
          const accessToken = randomBytes(24).toString("base64url");
          let signalbox: SignalboxProcess | undefined;
          const start = async () => {
            signalbox = await startSignalbox({
              port,
              accessToken,
              env: {
                ...database.env,
                [desk.urlVariable]: desk.url,
                SIGNALBOX_LEASE_SECONDS: "6",
                SIGNALBOX_STRANDED_SECONDS: "2",
                SIGNALBOX_SWEEP_SECONDS: "3",
                SIGNALBOX_SWEEP_MIN_AGE_SECONDS: "1",
              },
            });
          };
          onTestFinished(() => signalbox?.stop());
          await start();
          const client = createSignalboxClient({ url: `http://127.0.0.1:${port}`, accessToken });
          const installationId = await client.connect({
            helpdesk: desk.name,
            subdomain: desk.subdomain,
            accessToken: desk.credentials,
          });
          await client.savePolicy(installationId, demoPolicy);
          const assignments = countAssignments(desk);

          for (let index = 0; index < ticketCount; index++) {
            desk.createTicket(demoTicket(3, index));
            if (killAt.includes(index)) await signalbox?.kill();
            if (killAt.includes(index - 20)) await start();
            await new Promise((resolve) => setTimeout(resolve, 15));
          }
          // The help desk tells by itself; questions would keep the server from its work.
          await waitFor(
            "every ticket to be assigned",
            () => assignments.size === ticketCount || undefined,
            patienceMs,
          );
          const register = await waitFor("the register to know it", async () => {
            const entries = await client.listRegister(installationId, 1_000);
            return entries.every(({ cycle }) => cycle.state !== "pending") ? entries : undefined;
          });

          const reports = register.map((entry) =>
            reportTicket(desk, entry, { createdAtMs: undefined, writtenAtMs: undefined }),
          );
          expect(new Set(reports.map((report) => report.id)).size).toBe(ticketCount);
          expect(reports.filter((report) => !report.agrees)).toEqual([]);
          expect(reports.map((report) => report.state)).toEqual(reports.map(() => "assigned"));
          expect([...assignments.values()].filter((count) => count !== 1)).toEqual([]);
          expect(register.some(({ cycle }) => cycle.source === "sweep")).toBe(true);
        },
        patienceMs + 90_000,
      );
    },
  );
});

function countAssignments(desk: EmulatedHelpdesk): Map<string, number> {
  const counts = new Map<string, number>();
  desk.subscribe((event) => {
    if (event.kind !== "ticket-updated" || event.assignee === undefined) return;
    counts.set(event.ticketId, (counts.get(event.ticketId) ?? 0) + 1);
  });
  return counts;
}

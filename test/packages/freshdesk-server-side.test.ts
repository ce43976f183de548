import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFolder, stageFreshdesk } from "../../manifests/package-freshdesk.ts";
import { deliveries } from "../../src/db/schema/index.ts";
import { type AppPlatform, createAppPlatform } from "../../src/sandbox/freshdesk/app/create-app-platform.ts";
import {
  type FreshdeskSandbox,
  startFreshdeskSandbox,
} from "../../src/sandbox/freshdesk/start-freshdesk-sandbox.ts";
import { createInstallToken } from "../../src/services/apps/app-tokens.ts";
import { getInstallation } from "../../src/services/installations/connect-installation.ts";
import { ended } from "../support/ended.ts";
import { type Connected, connectServer } from "../support/test-server.ts";
import { waitFor } from "../support/wait-for.ts";

const folder = mkdtempSync(join(tmpdir(), "freshdesk-server-side-"));
const serverHost = "signalbox.shop.example";
const files = readFolder(stageFreshdesk({ server: `https://${serverHost}`, to: folder }));
let sandbox: FreshdeskSandbox;
let server: Connected;
beforeAll(async () => {
  sandbox = await startFreshdeskSandbox();
  const { integrationKey: credentials } = sandbox;
  const desk = { ...sandbox, name: "freshdesk", urlVariable: "SIGNALBOX_FRESHDESK_URL", credentials };
  server = await connectServer("pglite", desk, {});
}, 120_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const newToken = async () =>
  (
    await createInstallToken(server.server.context, {
      installationId: server.installationId,
      actor: "operator",
    })
  ).installToken;

/** The real pack on the emulated platform, which reaches the real server under the name it was built for. */
function unpack(
  installToken: string,
  { host = new URL(sandbox.url).host, ...more }: { host?: string; callsPerMinute?: number } = {},
): AppPlatform {
  return createAppPlatform(files, {
    iparams: { install_token: installToken },
    host,
    originOf: (name) => (name === serverHost ? server.url : "http://127.0.0.1:1"),
    ...more,
  });
}

async function install(): Promise<AppPlatform> {
  const platform = unpack(await newToken());
  expect(await platform.install()).toEqual({ isOk: true, data: undefined });
  sandbox.installApp({ kind: "pack", platform });
  return platform;
}

const createTicket = () =>
  sandbox.createTicket({
    subject: "Wrong size",
    description: "Can I exchange the boots?",
    requester: { name: "Customer 1", email: "customer1@mail.example" },
  }).id;
const eventsOf = async (eventType: string) =>
  (await server.server.context.db.select().from(deliveries).where(eq(deliveries.eventType, eventType)))
    .length;

describe("the app's server side", () => {
  it("refuses to be installed with a token that is spent, or for another help desk, in words for an admin", async () => {
    const token = await newToken();
    expect(await unpack(token, { host: "other.freshdesk.com" }).install()).toEqual({
      isOk: false,
      error: { message: expect.stringMatching(/another help desk\.$/) },
    });
    // A refusal has used it up as well.
    const again = await unpack(token).install();
    expect(again).toEqual({
      isOk: false,
      error: { message: expect.stringMatching(/used up|another help desk/) },
    });
    const unreachable = createAppPlatform(files, {
      iparams: { install_token: token },
      host: "a.freshdesk.com",
      originOf: () => "http://127.0.0.1:1",
    });
    const failed = await unreachable.install();
    expect(failed).toEqual({
      isOk: false,
      error: { message: expect.stringContaining("could not be reached") },
    });
    for (const answer of [again, failed]) {
      expect((answer as { error: { message: string } }).error.message.length).toBeLessThanOrEqual(60);
    }
  });

  it("tells of a new ticket by where it is, and never by what is in it", async () => {
    const sent: string[] = [];
    const platform = await install();
    sandbox.installApp({
      kind: "pack",
      platform: {
        tell: (name, event) => {
          sent.push(name);
          return platform.tell(name, event);
        },
      },
    });
    const id = createTicket();
    const { cycle } = await ended(server, id);
    expect(cycle.state).toBe("assigned");
    await sandbox.idle();
    expect(sent).toContain("onTicketCreate");
    const rows = await server.server.context.db
      .select()
      .from(deliveries)
      .where(eq(deliveries.ticketId, String(id)));
    expect(JSON.stringify(rows)).not.toContain("boots");
    expect(rows.map(({ eventType }) => eventType)).toContain("created");
  });

  it("tells of agents who come and go, and of changed tickets", async () => {
    await install();
    const id = createTicket();
    await ended(server, id);
    const [agent] = sandbox.agents();
    sandbox.setAvailable(agent?.id ?? 0, false);
    sandbox.resolveTicket(id, agent?.id);
    await sandbox.idle();
    await waitFor("both events", async () =>
      (await eventsOf("onAgentAvailabilityUpdate")) > 0 && (await eventsOf("onTicketUpdate")) > 0
        ? true
        : undefined,
    );
    sandbox.setAvailable(agent?.id ?? 0, true);
  });

  it("opens a session for one ticket that is in the register, and tells the page where the server is", async () => {
    const platform = await install();
    const id = createTicket();
    await ended(server, id);
    const opened = await platform.invoke("openTicketSession", { ticketId: String(id) });
    expect(opened).toEqual({
      isOk: true,
      data: {
        serverUrl: server.url,
        installationId: server.installationId,
        token: expect.stringMatching(/^[\w-]{20,}$/),
        expiresAt: expect.any(String),
      },
    });
    const { token } = (opened as { data: { token: string } }).data;
    const path = `/api/installations/${server.installationId}/tickets/${id}`;
    const answer = await fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    expect(await platform.invoke("openTicketSession", { ticketId: "424242" })).toMatchObject({
      isOk: false,
      error: { status: 404 },
    });
  });

  it("lends its token to no page: templates that need one cannot be called from there", async () => {
    const platform = await install();
    for (const name of ["installed", "uninstalled", "event", "ticketSession"]) {
      const call = platform.invokeTemplate(name, { context: { token: "x".repeat(40) }, body: "{}" });
      await expect(call).rejects.toThrow("may not stand in headers");
    }
    expect(await platform.invoke("onAppUninstallHandler", {})).toMatchObject({ error: { status: 404 } });
  });

  it("is refused what is above its requests a minute, and the event that it was about is lost", async () => {
    const platform = unpack(await newToken(), { callsPerMinute: 2 });
    // The installation was one already.
    expect(await platform.install()).toMatchObject({ isOk: true });
    const before = await eventsOf("onAgentUpdate");
    const tell = (timestamp: number) =>
      platform.tell("onAgentUpdate", { event: "onAgentUpdate", timestamp, data: {} });
    await tell(1);
    await tell(2).catch((error: { status: number }) => expect(error.status).toBe(429));
    expect(await eventsOf("onAgentUpdate")).toBe(before + 1);
  });

  it("runs without timers, processes, modules and code from text", async () => {
    const code = `exports = { openTicketSession: function (args) {
      const seen = [typeof process, typeof Buffer, typeof setTimeout, typeof require];
      try { seen.push(typeof Function("return 1")()); } catch (error) { seen.push(error.name); }
      renderData(null, seen); } };`;
    const platform = createAppPlatform(new Map(files).set("server/server.js", Buffer.from(code)), {
      iparams: {},
      host: "a.freshdesk.com",
      originOf: () => "http://127.0.0.1:1",
    });
    expect(await platform.invoke("openTicketSession", {})).toEqual({
      isOk: true,
      data: ["undefined", "undefined", "undefined", "undefined", "EvalError"],
    });
  });

  it("tells of its end, and is uninstalled even when nobody hears it", async () => {
    const platform = await install();
    expect(await platform.uninstall()).toEqual({ isOk: true, data: undefined });
    const { context } = server.server;
    expect((await getInstallation(context, server.installationId)).status).toBe("uninstalled");
    expect(await platform.uninstall()).toEqual({ isOk: true, data: undefined });
  });
});

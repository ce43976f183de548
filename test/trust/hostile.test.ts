import { count, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as schema from "../../src/db/schema/index.ts";
import { createZendesk } from "../../src/helpdesks/zendesk/index.ts";
import { createNodePlatform } from "../../src/runtime/node-platform.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { addTenants } from "../support/two-tenants.ts";
import type { Attack, Target } from "./hostile/attack.ts";
import { deliveryAttacks } from "./hostile/delivery-attacks.ts";
import { frontDoorAttacks } from "./hostile/front-door-attacks.ts";
import { requestAttacks } from "./hostile/request-attacks.ts";
import { signInAttacks } from "./hostile/sign-in-attacks.ts";

let server: TestServer;
let target: Target;
const called = new Set<string>();
let sent = 0;
let letThrough = 0;

beforeAll(async () => {
  const base = createNodePlatform({ SIGNALBOX_LOG_LEVEL: "silent" });
  server = await startTestServer("pglite", {
    env: { SIGNALBOX_REQUEST_SECONDS: "2" },
    platform: {
      fetch: (url, init) => {
        called.add(new URL(url).host);
        return base.fetch(url, init);
      },
    },
  });
  const { first: victim, second: attacker } = await addTenants(server);
  target = { server, victim, attacker };
  // Both accounts have the app, and the server knows its number.
  const { clientId, clientSecret } = server.sandbox.oauthClient;
  const zendesk = createZendesk({
    originOf: (name) => (name === attacker.shop.subdomain ? attacker.shop.url : server.sandbox.url),
    oauthClient: { clientId, clientSecret, scope: "read" },
    appId: String(server.sandbox.appId),
  });
  Object.assign(server.server.context.helpdesks, { zendesk });
}, 120_000);

afterAll(async () => {
  process.stdout.write(
    `\nhostile suite: ${sent} attacks, ${sent - letThrough} refused, ${letThrough} let through\n`,
  );
  await server.stop();
});

/** Every row that there is; only the daily count of refusals may grow. */
async function countRows(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [name, table] of Object.entries(schema)) {
    if (!is(table, PgTable) || name === "rejections") continue;
    const [row] = await server.server.context.db.select({ rows: count() }).from(table);
    counts[name] = row?.rows ?? 0;
  }
  return counts;
}

async function refuseAll(attacks: Attack[]): Promise<void> {
  const before = await countRows();
  const allowed = new Set([new URL(server.sandbox.url).host, new URL(target.attacker.shop.url).host]);
  called.clear();
  const failures: string[] = [];
  for (const attack of attacks) {
    const status = await attack.send();
    sent += 1;
    if (!attack.refusedWith.includes(status)) failures.push(`${attack.name}: ${status}`);
  }
  letThrough += failures.length;
  expect(failures).toEqual([]);
  expect(await countRows()).toEqual(before);
  expect([...called].filter((host) => !allowed.has(host))).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}

describe("everything hostile is refused with its status, and writes nothing:", () => {
  it("sign-ins", () => refuseAll(signInAttacks(target)), 120_000);
  it("deliveries", async () => refuseAll(await deliveryAttacks(target)), 120_000);
  it("requests", () => refuseAll(requestAttacks(target)), 120_000);

  it("what is open to strangers", async () => refuseAll(await frontDoorAttacks(target)), 120_000);

  it("a sign-in that is replayed", async () => {
    const { shop } = target.victim;
    const token = shop.signUrlToken({ userId: shop.integrationUserId });
    const open = () =>
      fetch(`${server.url}/app/zendesk/sidebar`, { method: "POST", body: new URLSearchParams({ token }) });
    expect((await open()).status).toBe(200);
    await refuseAll([
      { name: "replayed", send: async () => (await open()).status, refusedWith: [401] },
      { name: "replayed again", send: async () => (await open()).status, refusedWith: [401] },
    ]);
  });

  it("other origins, which are told nothing", async () => {
    for (const path of ["/api/installations", "/api/session", "/healthz", "/tickets"]) {
      const authorization = `Bearer ${target.victim.tokens.admin}`;
      const { headers } = await fetch(server.url + path, {
        headers: { authorization, origin: "https://evil.example" },
      });
      expect(headers.get("access-control-allow-origin")).toBeNull();
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      sent += 1;
    }
  });

  it("a stranger who keeps trying keys", async () => {
    const statuses = new Set<number>();
    for (let call = 0; call < 40; call++) {
      const body = new URLSearchParams({ subdomain: "tried", apiKey: `key-${call}` });
      statuses.add((await fetch(`${server.url}/sign-in/freshdesk`, { method: "POST", body })).status);
      sent += 1;
    }
    expect(statuses).toEqual(new Set([401, 429]));
  });

  it("a stranger who keeps asking", async () => {
    const statuses: number[] = [];
    for (let call = 0; call < 250; call++) {
      statuses.push((await fetch(`${server.url}/enter?code=guess${call}`)).status);
    }
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    sent += statuses.length;
  });
});

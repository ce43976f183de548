import { expect } from "vitest";
import type { DatabaseEngine } from "../../src/db/database.ts";
import type { Platform } from "../../src/ports/platform.ts";
import { createNodePlatform } from "../../src/runtime/node-platform.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import type { FreshdeskSandboxOptions } from "../../src/sandbox/freshdesk/options.ts";
import {
  type FreshdeskSandbox,
  startFreshdeskSandbox,
} from "../../src/sandbox/freshdesk/start-freshdesk-sandbox.ts";
import { defaultVariants, type Variants } from "../../src/sandbox/freshdesk/variants.ts";
import { listInstallationViews } from "../../src/services/installations/list-installations.ts";
import { savePolicy } from "../../src/services/policies/save-policy.ts";
import { bootServer, type RunningTestServer } from "./test-server.ts";

/** Limits that no test meets by accident. */
const limits = {
  accountPerMinute: 1_000_000,
  ticketUpdatesPerMinute: 1_000_000,
  ticketListsPerMinute: 1_000_000,
};

/** A running server with nothing connected to it, an emulated Freshdesk, and an admin with a browser. */
export interface FreshdeskShop extends RunningTestServer {
  sandbox: FreshdeskSandbox;
  installationId: string;
  /** The key that it was connected with last. */
  key: string;
  installToken: string;
  sidebarToken: string;
  /** Requests to the help desk that do not get through. */
  network: { breaks?: (method: string, path: string) => boolean };
  setVariants(variants: Partial<Variants>): void;
  /** Fills in the form that connects a help desk. */
  install(input?: { subdomain?: string; apiKey?: string }): Promise<{ status: number; page: string }>;
  /** Looks up the one that is connected. */
  findInstallation(): Promise<void>;
  letRoute(): Promise<void>;
  /** Makes a token, and installs the app with it, in which events come from then on. */
  installApp(): Promise<void>;
  signIn(input: {
    subdomain?: string;
    apiKey: string;
  }): Promise<{ status: number; role: string | undefined; cookie: string }>;
  hook(
    name: string,
    token: string,
    body?: unknown,
  ): Promise<{ status: number; json: Record<string, unknown> }>;
  api(method: string, path: string, body?: unknown): Promise<unknown>;
}

interface Rule {
  id: number;
  actions: Record<string, unknown>[];
}

export async function openFreshdeskShop(
  engine: DatabaseEngine,
  options: {
    env?: Record<string, string>;
    sandbox?: FreshdeskSandboxOptions;
    now?: () => number;
  } = {},
): Promise<FreshdeskShop> {
  const sandbox = await startFreshdeskSandbox({
    limits,
    maxOpenTicketsPerAgent: 1_000,
    ...options.sandbox,
  });
  const base = createNodePlatform({ SIGNALBOX_LOG_LEVEL: "silent" });
  const network: FreshdeskShop["network"] = {};
  const viaNetwork: Platform["fetch"] = (url, init) =>
    network.breaks?.(init.method, new URL(url).pathname)
      ? Promise.reject(new Error("the network is down"))
      : base.fetch(url, init);
  const desk = {
    urlVariable: "SIGNALBOX_FRESHDESK_URL",
    url: `${sandbox.url}/@{subdomain}`,
    secrets: sandbox.secrets,
    tickets: sandbox.tickets,
    stop: async () => {
      await sandbox.stop();
      base.close();
    },
  };
  const running = await bootServer(engine, desk, {
    env: options.env ?? {},
    platform: { fetch: viaNetwork, ...(options.now && { now: options.now }) },
  });
  const { context } = running.server;
  let cookie = "";

  const form = async (path: string, fields: Record<string, string>) => {
    const response = await fetch(running.url + path, {
      method: "POST",
      redirect: "manual",
      headers: { cookie, origin: running.url },
      body: new URLSearchParams(fields),
    });
    const [set] = response.headers.getSetCookie();
    if (set) cookie = set.split(";")[0] ?? "";
    return { status: response.status, page: await response.text() };
  };

  const shop: FreshdeskShop = {
    ...running,
    sandbox,
    network,
    installationId: "",
    key: sandbox.integrationKey,
    installToken: "",
    sidebarToken: "",
    setVariants: (changes) => Object.assign(sandbox.variants, defaultVariants, changes),
    async install({ subdomain = sandbox.subdomain, apiKey = shop.key } = {}) {
      const { status, page } = await form("/install/freshdesk", { subdomain, apiKey });
      if (status === 200) shop.key = apiKey;
      return { status, page };
    },
    async findInstallation() {
      const [one, ...others] = await listInstallationViews(context);
      expect(others).toEqual([]);
      shop.installationId = one?.id ?? "";
    },
    async letRoute() {
      await savePolicy(context, { installationId: shop.installationId, document: demoPolicy });
    },
    async installApp() {
      const { page } = await form("/install/freshdesk/app-token", {});
      shop.installToken = /class="secret">([\w-]+)</.exec(page)?.[1] ?? "";
      const { status, json } = await shop.hook("installed", shop.installToken, {
        host: new URL(sandbox.url).host,
      });
      expect(status).toBe(201);
      shop.sidebarToken = String(json.sidebarToken);
      const headers = { authorization: `Bearer ${shop.installToken}` };
      sandbox.installApp({ url: `${running.url}/hooks/app/events`, headers });
    },
    async signIn({ subdomain = sandbox.subdomain, apiKey }) {
      const { status, headers } = await fetch(`${running.url}/sign-in/freshdesk`, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams({ subdomain, apiKey }),
      });
      const session = headers.getSetCookie()[0]?.split(";")[0] ?? "";
      const answer = await fetch(`${running.url}/api/session`, { headers: { cookie: session } });
      const role = ((await answer.json()) as { role?: string }).role;
      return { status, role, cookie: session };
    },
    async hook(name, token, body = {}) {
      const response = await fetch(`${running.url}/hooks/app/${name}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
      return { status: response.status, json: (await response.json()) as Record<string, unknown> };
    },
    async api(method, path, body) {
      const response = await fetch(`${sandbox.url}/api/v2${path}`, {
        method,
        headers: { authorization: `Basic ${btoa(`${shop.key}:X`)}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      expect({ path, ok: response.ok }).toEqual({ path, ok: true });
      const text = await response.text();
      return text === "" ? undefined : JSON.parse(text);
    },
  };
  return shop;
}

/** The account's rules of ticket creation, as they are. */
export function creationRules({ sandbox }: Pick<FreshdeskShop, "sandbox">): Rule[] {
  return sandbox.creationRules() as unknown as Rule[];
}

/** With a help desk that is connected, and a policy that is on. */
export async function openConnectedShop(
  ...input: Parameters<typeof openFreshdeskShop>
): Promise<FreshdeskShop> {
  const shop = await openFreshdeskShop(...input);
  const { status, page } = await shop.install();
  if (status !== 200) throw new Error(`it was not connected: ${status} ${page}`);
  await shop.findInstallation();
  await shop.letRoute();
  return shop;
}

/** A group of the demo's team, and who is in it. */
export function groupNamed({ sandbox }: Pick<FreshdeskShop, "sandbox">, name: string) {
  const group = sandbox.groups().find((candidate) => candidate.name === name);
  if (!group) throw new Error(`no group ${name}`);
  const members = sandbox.agents().filter(({ groupIds }) => groupIds.includes(group.id));
  return { id: group.id, memberIds: members.map(({ id }) => id) };
}

const requester = { name: "Customer 1", email: "customer1@mail.example" };
/** A ticket that the demo's policy gives to Returns. */
export const wrongSize = { subject: "Wrong size", description: "Can I exchange the boots?", requester };

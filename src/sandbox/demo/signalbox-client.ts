import type { AgentSettings } from "../../routing/agent-settings.ts";
import type { Receipt } from "../../routing/receipt.ts";

/** What the demo reads of the register; the server sends more. */
export interface RegisterEntry {
  cycle: { ticketId: string; state: string; reason: string | null; cycle: number; source: string };
  decision?: { writeState: string; receipt: Receipt };
}

export interface InstallationView {
  id: string;
  helpdesk: string;
  subdomain: string;
  status: string;
  statusReason: string | null;
}

export interface SignalboxClient {
  listInstallations(): Promise<InstallationView[]>;
  uninstall(installationId: string): Promise<{ leftovers: string[] }>;
  connect(input: { helpdesk: string; subdomain: string; accessToken: string }): Promise<string>;
  savePolicy(installationId: string, policy: unknown): Promise<void>;
  setAgent(installationId: string, agentId: string, settings: AgentSettings): Promise<void>;
  /** A link that signs a person in, once. */
  createSignInLink(): Promise<string>;
  listRegister(installationId: string, limit: number): Promise<RegisterEntry[]>;
  /** For installing the app, once. */
  createInstallToken(installationId: string): Promise<string>;
}

/** Signalbox's own HTTP interface, as an operator would use it. */
export function createSignalboxClient(input: { url: string; accessToken: string }): SignalboxClient {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${input.url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${input.accessToken}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }
  return {
    async listInstallations() {
      const reply = await call("GET", "/installations");
      return (reply as { installations: InstallationView[] }).installations;
    },
    async uninstall(installationId) {
      return (await call("DELETE", `/installations/${installationId}`)) as { leftovers: string[] };
    },
    async connect(body) {
      return ((await call("POST", "/installations", body)) as { installationId: string }).installationId;
    },
    async savePolicy(installationId, policy) {
      await call("PUT", `/installations/${installationId}/policy`, policy);
    },
    async createSignInLink() {
      return ((await call("POST", "/sign-in-links")) as { url: string }).url;
    },
    async setAgent(installationId, agentId, settings) {
      await call("PUT", `/installations/${installationId}/roster/${agentId}`, settings);
    },
    async createInstallToken(installationId) {
      const reply = await call("POST", `/installations/${installationId}/app-tokens`);
      return (reply as { installToken: string }).installToken;
    },
    async listRegister(installationId, limit) {
      const path = `/installations/${installationId}/tickets?limit=${limit}`;
      return ((await call("GET", path)) as { tickets: RegisterEntry[] }).tickets;
    },
  };
}

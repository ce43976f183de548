import type { AgentSettings } from "../../routing/agent-settings.ts";
import type { Receipt } from "../../routing/receipt.ts";

/** What the demo reads of the register; the server sends more. */
export interface RegisterEntry {
  cycle: { ticketId: string; state: string; reason: string | null; cycle: number; source: string };
  decision?: { writeState: string; receipt: Receipt };
}

export interface SignalboxClient {
  listSubdomains(helpdesk: string): Promise<string[]>;
  connect(input: { helpdesk: string; subdomain: string; accessToken: string }): Promise<string>;
  savePolicy(installationId: string, policy: unknown): Promise<void>;
  setAgent(installationId: string, agentId: string, settings: AgentSettings): Promise<void>;
  listRegister(installationId: string, limit: number): Promise<RegisterEntry[]>;
}

/** Signalbox's own HTTP interface, as an operator would use it. */
export function createSignalboxClient(input: { url: string; accessToken: string }): SignalboxClient {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${input.url}/api/installations${path}`, {
      method,
      headers: { authorization: `Bearer ${input.accessToken}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }
  return {
    async listSubdomains(helpdesk) {
      const { installations } = (await call("GET", "")) as {
        installations: { helpdesk: string; subdomain: string }[];
      };
      return installations.flatMap((known) => (known.helpdesk === helpdesk ? known.subdomain : []));
    },
    async connect(body) {
      return ((await call("POST", "", body)) as { installationId: string }).installationId;
    },
    async savePolicy(installationId, policy) {
      await call("PUT", `/${installationId}/policy`, policy);
    },
    async setAgent(installationId, agentId, settings) {
      await call("PUT", `/${installationId}/roster/${agentId}`, settings);
    },
    async listRegister(installationId, limit) {
      const path = `/${installationId}/tickets?limit=${limit}`;
      return ((await call("GET", path)) as { tickets: RegisterEntry[] }).tickets;
    },
  };
}

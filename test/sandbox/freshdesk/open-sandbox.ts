import { onTestFinished } from "vitest";
import type { FreshdeskSandboxOptions } from "../../../src/sandbox/freshdesk/options.ts";
import {
  type FreshdeskSandbox,
  startFreshdeskSandbox,
} from "../../../src/sandbox/freshdesk/start-freshdesk-sandbox.ts";
import { call, type Reply } from "../api-client.ts";

export type Api = (
  method: string,
  path: string,
  body?: unknown,
  more?: { key?: string | null; headers?: Record<string, string> },
) => Promise<Reply>;

/** A sandbox that stops with the test, and a plain client that speaks with the integration's API key. */
export async function openSandbox(
  options?: FreshdeskSandboxOptions,
): Promise<{ sandbox: FreshdeskSandbox; api: Api }> {
  const sandbox = await startFreshdeskSandbox(options);
  onTestFinished(() => sandbox.stop());
  const api: Api = (method, path, body, more = {}) => {
    const key = more.key === undefined ? sandbox.integrationKey : more.key;
    const authorization = key === null ? null : `Basic ${Buffer.from(`${key}:X`).toString("base64")}`;
    return call(`${sandbox.url}/api/v2${path}`, { method, body, authorization, headers: more.headers });
  };
  return { sandbox, api };
}

export function newCustomerTicket(sandbox: FreshdeskSandbox, number = 1) {
  return sandbox.createTicket({
    subject: `Parcel ${number} has not arrived`,
    description: "The tracking page has not moved for a week.",
    requester: { name: `Test Customer ${number}`, email: `customer${number}@example.com` },
  });
}

/** A support agent and a group this agent is in, and a group the agent is not in. */
export function agentAndGroups(sandbox: FreshdeskSandbox, index = 0) {
  const agents = sandbox.agents().filter((agent) => agent.type === "support_agent" && !agent.deactivated);
  const agent = agents.filter((candidate) => candidate.groupIds.length > 0)[index];
  const groupId = agent?.groupIds[0];
  const foreign = sandbox.groups().find((group) => !agent?.groupIds.includes(group.id));
  if (!agent || groupId === undefined || !foreign) throw new Error("the team is too small for this test");
  return { agent, groupId, foreignGroupId: foreign.id };
}

/** A rule of ticket creation that calls this address, as our installer makes it. */
export function creationRule(url: string, more: Record<string, unknown> = {}) {
  return {
    name: "Route new tickets",
    active: true,
    conditions: [
      {
        name: "condition_set_1",
        match_type: "any",
        properties: [
          { resource_type: "ticket", field_name: "priority", operator: "in", value: [1, 2, 3, 4] },
        ],
      },
    ],
    actions: [
      {
        field_name: "trigger_webhook",
        request_type: "POST",
        content_type: "JSON",
        content_layout: "2",
        url,
        custom_headers: { "X-Hook-Secret": "made-up-secret" },
        content: { ticket_id: "{{ticket.id}}", event: "{{triggered_event}}" },
        ...more,
      },
    ],
  };
}

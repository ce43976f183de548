import { onTestFinished } from "vitest";
import type { ZendeskSandboxOptions } from "../../../src/sandbox/zendesk/options.ts";
import {
  startZendeskSandbox,
  type ZendeskSandbox,
} from "../../../src/sandbox/zendesk/start-zendesk-sandbox.ts";
import { call, type Reply } from "../api-client.ts";

export type Api = (
  method: string,
  path: string,
  body?: unknown,
  more?: { token?: string | null; headers?: Record<string, string>; form?: string },
) => Promise<Reply>;

/** A sandbox that stops with the test, and a plain client that speaks as the integration user. */
export async function openSandbox(
  options?: ZendeskSandboxOptions,
): Promise<{ sandbox: ZendeskSandbox; api: Api }> {
  const sandbox = await startZendeskSandbox(options);
  onTestFinished(() => sandbox.stop());
  const api: Api = (method, path, body, more = {}) => {
    const token = more.token === undefined ? sandbox.integrationToken : more.token;
    const authorization = token === null ? null : `Bearer ${token}`;
    const isForm = more.form !== undefined;
    return call(sandbox.url + path, {
      method,
      body: more.form ?? body,
      authorization,
      headers: { ...(isForm && { "Content-Type": "application/x-www-form-urlencoded" }), ...more.headers },
    });
  };
  return { sandbox, api };
}

export function newCustomerTicket(sandbox: ZendeskSandbox, number = 1) {
  return sandbox.createTicket({
    subject: `Parcel ${number} has not arrived`,
    body: "The tracking page has not moved for a week.",
    requester: { name: `Test Customer ${number}`, email: `customer${number}@example.com` },
  });
}

/** A full agent and a group this agent is in, and a group the agent is not in. */
export function agentAndGroups(sandbox: ZendeskSandbox, index = 0) {
  const agents = sandbox.agents().filter((agent) => agent.role === "agent" && agent.roleType === 0);
  const agent = agents.filter((candidate) => !candidate.suspended)[index];
  const groupId = agent?.groupIds[0];
  const foreign = sandbox.groups().find((group) => !agent?.groupIds.includes(group.id));
  if (!agent || groupId === undefined || !foreign) throw new Error("the team is too small for this test");
  return { agent, groupId, foreignGroupId: foreign.id };
}

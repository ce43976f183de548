import { describe, expect, test } from "vitest";
import type { Faults } from "../../../src/sandbox/zendesk/faults.ts";
import { startReceiver } from "../start-receiver.ts";
import { createWebhook } from "./create-webhook.ts";
import { agentAndGroups, newCustomerTicket, openSandbox } from "./open-sandbox.ts";

async function openSubscribed(faults: Partial<Faults>, seed = 7) {
  const { sandbox, api } = await openSandbox({ seed });
  const receiver = await startReceiver();
  await createWebhook(api, receiver.url);
  Object.assign(sandbox.faults, faults);
  return { sandbox, api, receiver };
}

describe("deliveries", () => {
  test("can come twice, under the same invocation id or under a second one", async () => {
    const { sandbox, receiver } = await openSubscribed({ duplicateRate: 1 });
    for (let number = 1; number <= 12; number++) newCustomerTicket(sandbox, number);
    await sandbox.idle();
    expect(receiver.received).toHaveLength(24);
    const eventIds = new Set(receiver.received.map((call) => JSON.parse(call.rawBody.toString()).id));
    expect(eventIds.size).toBe(12);
    const invocations = new Set(
      receiver.received.map((call) => call.headers["x-zendesk-webhook-invocation-id"]),
    );
    expect(invocations.size).toBeGreaterThan(12);
    expect(invocations.size).toBeLessThan(24);
    expect(sandbox.deliveries().filter((delivery) => delivery.duplicate)).toHaveLength(12);
  });

  test("can be lost", async () => {
    const { sandbox, receiver } = await openSubscribed({ lossRate: 1 });
    newCustomerTicket(sandbox);
    await sandbox.idle();
    expect(receiver.received).toHaveLength(0);
    expect(sandbox.deliveries()).toMatchObject([{ lost: true, ticketId: 1001, responseCode: null }]);
  });

  test("can come in another order", async () => {
    const { sandbox, receiver } = await openSubscribed({ reorderRate: 0.5, reorderWindowMs: 150 });
    for (let number = 1; number <= 10; number++) newCustomerTicket(sandbox, number);
    await sandbox.idle();
    const ids = receiver.received.map((call) => Number(JSON.parse(call.rawBody.toString()).detail.id));
    expect(ids).toHaveLength(10);
    expect(ids).not.toEqual([...ids].sort((a, b) => a - b));
  });

  test("can be late", async () => {
    const { sandbox, receiver } = await openSubscribed({ deliveryDelayMs: [80, 90] });
    const startedAtMs = Date.now();
    newCustomerTicket(sandbox);
    await sandbox.idle();
    expect((receiver.received[0]?.atMs ?? 0) - startedAtMs).toBeGreaterThanOrEqual(70);
  });
});

describe("API calls", () => {
  test("can fail with 500 and 502 in HTML and with 503 and Retry-After, before anything is applied", async () => {
    const { sandbox, api } = await openSubscribed({});
    const ticket = newCustomerTicket(sandbox);
    sandbox.faults.apiErrorRate = 1;
    for (const status of [500, 502, 503] as const) {
      sandbox.faults.apiErrorStatuses = [status];
      const reply = await api("PUT", `/api/v2/tickets/${ticket.id}`, { ticket: { priority: "low" } });
      expect(reply.status).toBe(status);
      expect(reply.headers.get("retry-after")).toBe(status === 503 ? "1" : null);
      if (status !== 503) expect(reply.headers.get("content-type")).toContain("text/html");
    }
    expect(sandbox.findTicket(ticket.id)?.priority).toBeNull();
  });

  test("can be slow, and throttled for no reason of ours", async () => {
    const { sandbox, api } = await openSubscribed({ apiLatencyMs: [60, 70] });
    const startedAtMs = Date.now();
    await api("GET", "/api/v2/groups");
    expect(Date.now() - startedAtMs).toBeGreaterThanOrEqual(50);
    Object.assign(sandbox.faults, { apiLatencyMs: [0, 0], rateLimitRate: 1, rateLimitRetryAfterSeconds: 7 });
    const reply = await api("GET", "/api/v2/groups");
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([429, "7"]);
  });
});

describe("ticket updates", () => {
  test("can meet a database conflict without safe_update, in JSON or HTML", async () => {
    const { sandbox, api } = await openSubscribed({ conflictRate: 1 });
    const ticket = newCustomerTicket(sandbox);
    const reply = await api("PUT", `/api/v2/tickets/${ticket.id}`, { ticket: { priority: "low" } });
    expect(reply.status).toBe(409);
    expect(reply.body.error).not.toBe("UpdateConflict");
    expect(sandbox.findTicket(ticket.id)?.priority).toBeNull();

    const other = await openSandbox({ variants: { conflictBody: "html" }, faults: { conflictRate: 1 } });
    const { id } = newCustomerTicket(other.sandbox);
    const html = await other.api("PUT", `/api/v2/tickets/${id}`, { ticket: {} });
    expect([html.status, html.headers.get("content-type")]).toEqual([409, "text/html"]);
  });

  test("can be applied while the reply is lost", async () => {
    const { sandbox, api } = await openSubscribed({ replyLostRate: 1 });
    const ticket = newCustomerTicket(sandbox);
    await expect(
      api("PUT", `/api/v2/tickets/${ticket.id}`, { ticket: { priority: "low" } }),
    ).rejects.toThrow();
    expect(sandbox.findTicket(ticket.id)?.priority).toBe("low");
  });

  test("can be applied while the reply comes too late for the client", async () => {
    const { sandbox } = await openSubscribed({
      replyLostRate: 1,
      replyLostMode: "delay",
      replyLostDelayMs: 600_000,
    });
    const ticket = newCustomerTicket(sandbox);
    const applied = new Promise<void>((resolve) => {
      sandbox.subscribe((event) => {
        if (event.kind === "ticket-updated") resolve();
      });
    });
    const client = new AbortController();
    const request = fetch(`${sandbox.url}/api/v2/tickets/${ticket.id}`, {
      method: "PUT",
      headers: { Authorization: `Bearer ${sandbox.integrationToken}`, "Content-Type": "application/json" },
      body: JSON.stringify({ ticket: { priority: "low" } }),
      signal: client.signal,
    });
    await applied;
    client.abort();
    await expect(request).rejects.toThrow();
    expect(sandbox.findTicket(ticket.id)?.priority).toBe("low");
  });

  test("can be preceded by a human who takes the ticket", async () => {
    let nowMs = Date.parse("2026-11-02T09:00:00Z");
    const { sandbox, api } = await openSandbox({ now: () => nowMs, faults: { humanEditRate: 1 } });
    const ticket = newCustomerTicket(sandbox);
    nowMs += 1_000;
    const { status } = await api("PUT", `/api/v2/tickets/${ticket.id}`, {
      ticket: { priority: "low", safe_update: true, updated_stamp: ticket.updated_at },
    });
    expect(status).toBe(409);
    const after = sandbox.findTicket(ticket.id);
    expect(after?.assignee_id).not.toBeNull();
    const { body } = await api("GET", `/api/v2/tickets/${ticket.id}/audits`);
    expect(body.audits.at(-1)).toMatchObject({ author_id: after?.assignee_id, via: { channel: "web" } });
  });

  test("can be preceded by somebody who acts right after the ticket was read", async () => {
    const { sandbox, api } = await openSubscribed({});
    const { agent, groupId } = agentAndGroups(sandbox);
    const ticket = newCustomerTicket(sandbox);
    sandbox.faults.afterTicketRead = (ticketId) => {
      sandbox.actAsHuman(agent.id, ticketId, { group_id: groupId });
    };
    expect((await api("GET", `/api/v2/tickets/${ticket.id}`)).body.ticket.group_id).toBeNull();
    expect(sandbox.findTicket(ticket.id)?.group_id).toBe(groupId);
  });

  test("can be preceded by whatever a test wants", async () => {
    const { sandbox, api } = await openSubscribed({});
    const { agent, groupId } = agentAndGroups(sandbox);
    const ticket = newCustomerTicket(sandbox);
    sandbox.faults.beforeTicketUpdate = (ticketId) => {
      sandbox.actAsHuman(agent.id, ticketId, { group_id: groupId, assignee_id: agent.id });
    };
    const { body } = await api("PUT", `/api/v2/tickets/${ticket.id}`, { ticket: { priority: "low" } });
    expect(body.ticket).toMatchObject({ priority: "low", assignee_id: agent.id });
  });
});

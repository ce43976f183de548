import { describe, expect, test } from "vitest";
import type { FreshdeskSandboxOptions } from "../../../src/sandbox/freshdesk/options.ts";
import { type Answer, startReceiver } from "../start-receiver.ts";
import { agentAndGroups, creationRule, newCustomerTicket, openSandbox } from "./open-sandbox.ts";

const bodyOf = (call: { rawBody: Buffer } | undefined) => JSON.parse(call?.rawBody.toString() ?? "{}");

async function openWithRule(
  options: FreshdeskSandboxOptions = {},
  action: Record<string, unknown> = {},
  answer?: (index: number) => Answer,
) {
  const open = await openSandbox(options);
  const receiver = await startReceiver(answer);
  const { status, body } = await open.api("POST", "/automations/1/rules", creationRule(receiver.url, action));
  expect(status).toBe(201);
  return { ...open, receiver, rule: body };
}

describe("a rule", () => {
  test("is made, listed, shown and removed through the API", async () => {
    const { api, rule } = await openWithRule();
    expect(rule).toMatchObject({ name: "Route new tickets", position: 1, meta: { total_count: 1 } });
    expect((await api("GET", "/automations/1/rules")).body).toMatchObject({
      rules: [{ id: rule.id, actions: [{ custom_headers: { "X-Hook-Secret": "made-up-secret" } }] }],
      meta: { count: 1, cascading_rules: true },
    });
    expect((await api("GET", `/automations/4/rules/${rule.id}`)).status).toBe(404);
    expect((await api("DELETE", `/automations/1/rules/${rule.id}`)).status).toBe(204);
    expect((await api("DELETE", `/automations/1/rules/${rule.id}`)).status).toBe(404);
  });

  test("of creation needs a condition, one of updates a performer and an event", async () => {
    const { api } = await openSandbox();
    const { conditions, ...bare } = creationRule("http://127.0.0.1:1/x");
    const errors = async (kind: number, body: unknown) =>
      (await api("POST", `/automations/${kind}/rules`, body)).body.errors[0].field;
    expect(await errors(1, bare)).toBe("conditions");
    expect(await errors(4, bare)).toBe("performer");
    expect(await errors(4, { ...bare, performer: { type: 1 } })).toBe("events");
    expect(conditions).toHaveLength(1);
  });

  test.each(["content_type", "content_layout", "url", "content", "request_type"])(
    "with a webhook that lacks %s breaks the help desk with a 500",
    async (key) => {
      const { api } = await openSandbox();
      const rule = creationRule("http://127.0.0.1:1/x", { [key]: undefined });
      expect((await api("POST", "/automations/1/rules", rule)).status).toBe(500);
    },
  );
});

describe("a webhook", () => {
  test("carries what its template says, as text, with its headers and without signature or id", async () => {
    const { sandbox, receiver } = await openWithRule(
      {},
      {
        content: {
          ticket_id: "{{ticket.id}}",
          event: "{{triggered_event}}",
          status: "{{ticket.status}}",
          priority: "{{ticket.priority}}",
          subject: "{{ticket.subject}}",
          type: "{{ticket.ticket_type}}",
        },
      },
    );
    const { id } = sandbox.createTicket({
      subject: 'A "quoted" line\nand another',
      description: "x",
      requester: { name: "Test Customer", email: "customer1@example.com" },
    });
    await sandbox.idle();
    const [call] = receiver.received;
    expect(bodyOf(call)).toEqual({
      ticket_id: String(id),
      event: "{ticket_action:created}",
      status: "Open",
      priority: "Low",
      subject: 'A "quoted" line\nand another',
      type: "",
    });
    expect(call?.headers["x-hook-secret"]).toBe("made-up-secret");
    const names = Object.keys(call?.headers ?? {});
    expect(names.filter((name) => /signature|delivery|invocation|timestamp/.test(name))).toEqual([]);
  });

  test("in the simple layout has an envelope, and the ticket's id as a number", async () => {
    const { sandbox, receiver } = await openWithRule({}, { content_layout: "1" });
    const { id } = newCustomerTicket(sandbox);
    await sandbox.idle();
    expect(bodyOf(receiver.received[0])).toEqual({
      freshdesk_webhook: { ticket_id: id, event: "{ticket_action:created}" },
    });
  });

  test.each([
    ["empty", ""],
    ["null", "null"],
  ] as const)("may show nothing as %s", async (emptyPlaceholder, shown) => {
    const content = { type: "{{ticket.ticket_type}}", unheard: "{{ticket.unheard_of}}" };
    const { sandbox, receiver } = await openWithRule({ variants: { emptyPlaceholder } }, { content });
    newCustomerTicket(sandbox);
    await sandbox.idle();
    expect(bodyOf(receiver.received[0])).toEqual({ type: shown, unheard: shown });
  });

  test("is tried again after each failure, three times, and then given up", async () => {
    const answer = () => ({ status: 500 });
    const webhooks = { retryDelaysMs: [5, 10, 15] };
    const { sandbox, receiver } = await openWithRule({ webhooks }, {}, answer);
    newCustomerTicket(sandbox);
    await sandbox.idle();
    expect(receiver.received).toHaveLength(4);
    expect(sandbox.deliveries().map((delivery) => delivery.attempt)).toEqual([1, 2, 3, 4]);
    expect(new Set(receiver.received.map((call) => call.rawBody.toString())).size).toBe(1);
  });

  test.each([
    ["not-2xx", 2],
    ["5xx", 1],
  ] as const)("answered 401 may count as failed (%s)", async (webhookFailure, calls) => {
    const webhooks = { retryDelaysMs: [5] };
    const { sandbox, receiver } = await openWithRule({ webhooks, variants: { webhookFailure } }, {}, () => ({
      status: 401,
    }));
    newCustomerTicket(sandbox);
    await sandbox.idle();
    expect(receiver.received).toHaveLength(calls);
  });

  test("above the account's thousand an hour waits for the next hour", async () => {
    const { sandbox, receiver } = await openWithRule({ webhooks: { callsPerHour: 2 } });
    for (let number = 1; number <= 3; number++) newCustomerTicket(sandbox, number);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(receiver.received).toHaveLength(2);
  });

  test("can be lost, come twice, and come in another order", async () => {
    const { sandbox, receiver } = await openWithRule({ seed: 7 });
    Object.assign(sandbox.faults, { duplicateRate: 1, reorderRate: 0.5, reorderWindowMs: 100 });
    for (let number = 1; number <= 8; number++) newCustomerTicket(sandbox, number);
    await sandbox.idle();
    const ids = receiver.received.map((call) => bodyOf(call).ticket_id);
    expect(ids).toHaveLength(16);
    expect(ids).not.toEqual([...ids].sort());
    Object.assign(sandbox.faults, { lossRate: 1 });
    newCustomerTicket(sandbox, 9);
    await sandbox.idle();
    expect(receiver.received).toHaveLength(16);
    expect(sandbox.deliveries().at(-1)).toMatchObject({ lost: true, responseCode: null });
  });
});

describe("rules of creation", () => {
  const priorityRule = {
    ...creationRule("http://127.0.0.1:1/x"),
    name: "The shop's own",
    position: 1,
    actions: [{ field_name: "priority", value: 4 }],
  };

  test.each([
    ["all", true, 1],
    ["first-match", false, 0],
  ] as const)("may run %s of those that match", async (creationRules, cascades, calls) => {
    const { sandbox, api, receiver } = await openWithRule({ variants: { creationRules } });
    await api("POST", "/automations/1/rules", priorityRule);
    const { id } = newCustomerTicket(sandbox);
    await sandbox.idle();
    expect(receiver.received).toHaveLength(calls);
    expect(sandbox.findTicket(id)?.priority).toBe(4);
    expect((await api("GET", "/automations/1/rules")).body.meta.cascading_rules).toBe(cascades);
  });
});

describe("rules of updates", () => {
  async function openUpdates(performer: unknown) {
    const { sandbox, api } = await openSandbox();
    const receiver = await startReceiver();
    const events = ["responder_id", "priority", "status"].map((field_name) => ({
      field_name,
      from: "--",
      to: "--",
    }));
    await api("POST", "/automations/4/rules", { ...creationRule(receiver.url), performer, events });
    return { sandbox, api, receiver };
  }

  test("fire for what their performer did, our own writes included, and tell the first change", async () => {
    const { sandbox, api, receiver } = await openUpdates({ type: 1 });
    const { agent, groupId } = agentAndGroups(sandbox);
    const { id } = newCustomerTicket(sandbox);
    await api("PUT", `/tickets/${id}`, { priority: 3, group_id: groupId, responder_id: agent.id });
    await sandbox.idle();
    expect(receiver.received.map((call) => bodyOf(call).event)).toEqual(["{priority:{from:1,to:3}}"]);
    sandbox.resolveTicket(id);
    sandbox.replyAsCustomer(id);
    await sandbox.idle();
    expect(receiver.received).toHaveLength(2);
  });

  test("of the requester fire for the customer alone", async () => {
    const { sandbox, receiver } = await openUpdates({ type: 2 });
    const { id } = newCustomerTicket(sandbox);
    sandbox.resolveTicket(id);
    sandbox.replyAsCustomer(id);
    await sandbox.idle();
    expect(receiver.received.map((call) => bodyOf(call).event)).toEqual(["{status:{from:4,to:2}}"]);
  });
});

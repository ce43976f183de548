import { describe, expect, test } from "vitest";
import type { FreshdeskSandboxOptions } from "../../../src/sandbox/freshdesk/options.ts";
import { startReceiver } from "../start-receiver.ts";
import { agentAndGroups, newCustomerTicket, openSandbox } from "./open-sandbox.ts";

async function openWithApp(options?: FreshdeskSandboxOptions) {
  const open = await openSandbox(options);
  const receiver = await startReceiver();
  open.sandbox.installApp({ url: receiver.url, headers: { "X-Install": "made-up" } });
  const events = () => receiver.received.map((call) => JSON.parse(call.rawBody.toString()));
  return { ...open, receiver, events };
}

describe("an installed app", () => {
  test("is told of a new ticket, with fields that REST spells otherwise", async () => {
    const { sandbox, receiver, events } = await openWithApp();
    const { id } = newCustomerTicket(sandbox);
    await sandbox.idle();
    const [event] = events();
    expect(event).toMatchObject({
      event: "onTicketCreate",
      currentHost: { endpoint_urls: { freshdesk: "https://larkfield.freshdesk.com" } },
      data: { actor: { type: "contact" }, ticket: { id, status: 2, deleted: false } },
    });
    expect(event.data.ticket.model_id).not.toBe(id);
    expect(Object.keys(event.data.ticket.custom_fields)).toContain(`cf_reason_${sandbox.accountId}`);
    expect(event.timestamp).toBeLessThan(10_000_000_000);
    expect(receiver.received[0]?.headers["x-install"]).toBe("made-up");
  });

  test("is told of a change with the old value and the new one, and who did it", async () => {
    const { sandbox, api, events } = await openWithApp();
    const { agent, groupId } = agentAndGroups(sandbox);
    const { id } = newCustomerTicket(sandbox);
    await api("PUT", `/tickets/${id}`, { group_id: groupId, responder_id: agent.id });
    await sandbox.idle();
    expect(events().at(-1)).toMatchObject({
      event: "onTicketUpdate",
      data: {
        actor: { type: "agent", id: sandbox.integrationUserId },
        ticket: { changes: { group_id: [null, groupId], responder_id: [null, agent.id] } },
      },
    });
  });

  test("is told of the system's own assignment with an actor whose id is 0", async () => {
    const { sandbox, api, events } = await openWithApp({ autoAssignDelayMs: 5 });
    const { groupId } = agentAndGroups(sandbox);
    sandbox.setAutoAssign(groupId, 3);
    const { id } = newCustomerTicket(sandbox);
    await api("PUT", `/tickets/${id}`, { group_id: groupId });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await sandbox.idle();
    expect(events().at(-1).data.actor).toMatchObject({ id: 0, type: "system" });
  });

  test.each([
    ["full", "onAgentAvailabilityUpdate"],
    ["absent", "onAgentUpdate"],
  ] as const)("is told who comes and goes (availability %s)", async (availability, name) => {
    const { sandbox, events } = await openWithApp({ availability });
    sandbox.setAvailable(agentAndGroups(sandbox).agent.id, false);
    await sandbox.idle();
    expect(events().map((event) => event.event)).toEqual([name]);
  });

  test("is told of the trash as of a change, and of the end with little more than the number", async () => {
    const { sandbox, events } = await openWithApp();
    const { id } = newCustomerTicket(sandbox);
    sandbox.deleteTicket(id);
    sandbox.deleteForever(id);
    await sandbox.idle();
    const told = events().filter(({ event }) => event !== "onTicketCreate");
    const trash = told.find(({ event }) => event === "onTicketUpdate");
    expect(trash.data.ticket.changes).toEqual({ deleted: [false, true] });
    const end = told.find(({ event }) => event === "onTicketDelete");
    expect(Object.keys(end.data.ticket).sort()).toEqual(
      ["account_id", "archive", "id", "model_id", "source", "type"].sort(),
    );
    expect(end.timestamp).toMatch(/^\d{13}$/);
    expect(sandbox.findTicket(id)).toBeUndefined();
  });

  test("in local simulation sees another envelope, and in trouble an event twice or never again", async () => {
    const { sandbox, receiver, events } = await openWithApp({ variants: { appEventShape: "simulation" } });
    newCustomerTicket(sandbox);
    await sandbox.idle();
    expect(events()[0]).toMatchObject({
      account_id: String(sandbox.accountId),
      domain: "https://larkfield.freshdesk.com",
    });
    expect(events()[0]).not.toHaveProperty("currentHost");
    Object.assign(sandbox.faults, { duplicateRate: 1 });
    newCustomerTicket(sandbox, 2);
    await sandbox.idle();
    expect(receiver.received).toHaveLength(3);
  });
});

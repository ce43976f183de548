import { expect, test } from "vitest";
import { agentAndGroups, newCustomerTicket, openSandbox } from "./open-sandbox.ts";

test("calls can fail in HTML and with Retry-After, be throttled and be slow, before anything is applied", async () => {
  const { sandbox, api } = await openSandbox();
  const { id } = newCustomerTicket(sandbox);
  sandbox.faults.apiErrorRate = 1;
  for (const status of [500, 502, 503] as const) {
    sandbox.faults.apiErrorStatuses = [status];
    const reply = await api("PUT", `/tickets/${id}`, { priority: 4 });
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([status, status === 503 ? "1" : null]);
  }
  Object.assign(sandbox.faults, { apiErrorRate: 0, rateLimitRate: 1, rateLimitRetryAfterSeconds: 7 });
  const throttled = await api("PUT", `/tickets/${id}`, { priority: 4 });
  expect([throttled.status, throttled.headers.get("retry-after")]).toEqual([429, "7"]);
  expect(sandbox.findTicket(id)?.priority).toBe(1);
});

test("an update can be applied while its reply is lost", async () => {
  const { sandbox, api } = await openSandbox({ faults: { replyLostRate: 1 } });
  const { id } = newCustomerTicket(sandbox);
  await expect(api("PUT", `/tickets/${id}`, { priority: 4 })).rejects.toThrow();
  expect(sandbox.findTicket(id)?.priority).toBe(4);
});

test("a human can take a ticket right after it was read, once", async () => {
  const { sandbox, api } = await openSandbox({ faults: { humanEditRate: 1 } });
  const { id } = newCustomerTicket(sandbox);
  expect((await api("GET", `/tickets/${id}`)).body.responder_id).toBeNull();
  const taken = sandbox.findTicket(id)?.responder_id;
  expect(taken).not.toBeNull();
  expect((await api("GET", `/tickets/${id}`)).body.responder_id).toBe(taken);
  expect(sandbox.findTicket(id)?.responder_id).toBe(taken);
});

test("whatever a test wants can happen after a read and in the last moment before a write", async () => {
  const { sandbox, api } = await openSandbox();
  const { agent, groupId } = agentAndGroups(sandbox);
  const { id } = newCustomerTicket(sandbox);
  sandbox.faults.afterTicketRead = (ticketId) => {
    sandbox.actAsHuman(agent.id, ticketId, { group_id: groupId });
  };
  sandbox.faults.beforeTicketUpdate = (ticketId) => {
    sandbox.actAsHuman(agent.id, ticketId, { priority: 4 });
  };
  expect((await api("GET", `/tickets/${id}`)).body.group_id).toBeNull();
  expect((await api("PUT", `/tickets/${id}`, { tags: ["x"] })).body).toMatchObject({
    group_id: groupId,
    priority: 4,
  });
});

test("the same seed gives the same people, keys and fates", async () => {
  const runs = [11, 11, 12].map(async (seed) => {
    const { sandbox, api } = await openSandbox({ seed, faults: { humanEditRate: 0.5 } });
    const ids = Array.from({ length: 10 }, (_, index) => newCustomerTicket(sandbox, index).id);
    await Promise.all(ids.map((id) => api("GET", `/tickets/${id}`)));
    const takers = sandbox.tickets().map((ticket) => ticket.responder_id);
    return { key: sandbox.integrationKey, agents: sandbox.agents(), takers };
  });
  const [first, again, other] = await Promise.all(runs);
  expect(again).toEqual(first);
  expect(other?.key).not.toBe(first?.key);
  expect(first?.takers.some((taker) => taker !== null)).toBe(true);
});

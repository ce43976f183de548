import { expect, test } from "vitest";
import type { Faults } from "../../../src/sandbox/zendesk/faults.ts";
import { startReceiver } from "../start-receiver.ts";
import { createWebhook } from "./create-webhook.ts";
import { newCustomerTicket, openSandbox } from "./open-sandbox.ts";

const faults: Partial<Faults> = { duplicateRate: 0.3, lossRate: 0.2, humanEditRate: 0.5, conflictRate: 0.2 };

/** Updates run all at once: concurrency is part of the promise. */
async function runDay(seed: number) {
  const nowMs = Date.parse("2026-11-02T09:00:00Z");
  const { sandbox, api } = await openSandbox({ seed, faults, now: () => nowMs });
  const receiver = await startReceiver();
  await createWebhook(api, receiver.url);
  const tickets = Array.from({ length: 20 }, (_, index) => newCustomerTicket(sandbox, index + 1));
  const replies = await Promise.all(
    tickets.map((ticket) => api("PUT", `/api/v2/tickets/${ticket.id}`, { ticket: { priority: "high" } })),
  );
  await sandbox.idle();
  return {
    statuses: replies.map((reply) => reply.status),
    assignees: sandbox.tickets().map((ticket) => ticket.assignee_id),
    deliveries: sandbox
      .deliveries()
      .map(({ ticketId, eventId, invocationId, lost, duplicate }) =>
        [ticketId, eventId, invocationId, lost, duplicate].join(" "),
      )
      .sort(),
    agents: sandbox.agents(),
    token: sandbox.integrationToken,
  };
}

test("the same seed gives the same ids, faults and people, however the requests interleave", async () => {
  const first = await runDay(11);
  expect(first.statuses).toContain(409);
  expect(first.assignees.some((assignee) => assignee !== null)).toBe(true);
  expect(await runDay(11)).toEqual(first);
});

test("another seed gives another day", async () => {
  const [first, second] = [await runDay(11), await runDay(12)];
  expect(second.deliveries).not.toEqual(first.deliveries);
  expect(second.token).not.toBe(first.token);
});

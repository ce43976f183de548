import { describe, expect, it } from "vitest";
import { openClient } from "./open-client.ts";

const priorities = ["low", "normal", "high", "urgent"] as const;

/** A ticket that has been changed more often than a page of audits tells. */
async function openBusyTicket(auditSort: "honoured" | "ignored") {
  let nowMs = Date.parse("2026-03-01T08:00:00Z");
  const open = await openClient({ variants: { auditSort }, now: () => nowMs });
  const { sandbox } = open;
  const [first, second] = sandbox
    .agents()
    .filter(({ role, roleType, suspended }) => role === "agent" && roleType === 0 && !suspended);
  const [groupId = 0, otherId = 0] = sandbox.groups().map(({ id }) => id);
  const { id } = sandbox.createTicket({
    subject: "Where is it?",
    body: "It should be here.",
    requester: { name: "Customer 1", email: "customer1@mail.example" },
  });
  const change = (agentId: number, changes: Parameters<typeof sandbox.actAsHuman>[2]) => {
    nowMs += 1_000;
    sandbox.actAsHuman(agentId, id, changes);
    return new Date(nowMs).toISOString();
  };
  for (let index = 0; index < 130; index++)
    change(first?.id ?? 0, { priority: priorities[index % 4] ?? "low" });
  return {
    ...open,
    id: String(id),
    change,
    first: first?.id ?? 0,
    second: second?.id ?? 0,
    groupId,
    otherId,
  };
}

describe.each(["honoured", "ignored"] as const)(
  "a ticket with more audits than a page (sort %s)",
  (auditSort) => {
    it("is known to have been worked on by whoever did so last, and by nobody else", async () => {
      const { client, id, change, first, second } = await openBusyTicket(auditSort);
      const sinceIso = change(second, { priority: "low" });
      const acted = (agentId: number, since = sinceIso) =>
        client.hasActed({ ticketId: id, agentId: String(agentId), sinceIso: since });
      expect(await acted(second)).toBe(true);
      expect(await acted(first)).toBe(false);
      expect(await acted(first, "2026-03-01T08:00:00Z")).toBe(true);
    });

    it("tells what our latest write replaced", async () => {
      const { client, sandbox, id, change, groupId, otherId } = await openBusyTicket(auditSort);
      const us = sandbox.integrationUserId;
      change(us, { group_id: groupId });
      change(us, { group_id: otherId });
      const seen = { groupId: null, assigneeId: null, priority: null };
      const update = { groupId: String(otherId) };
      const sinceIso = "2026-03-01T08:00:00Z";
      const found = await client.findWrite({ ticketId: id, byUserId: String(us), seen, update, sinceIso });
      expect(found).toMatchObject({ replaced: { groupId: String(groupId) } });
    });
  },
);

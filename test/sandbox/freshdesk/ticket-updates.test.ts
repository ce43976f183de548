import { describe, expect, test } from "vitest";
import type { FreshdeskSandboxOptions } from "../../../src/sandbox/freshdesk/options.ts";
import { waitFor } from "../../support/wait-for.ts";
import { agentAndGroups, newCustomerTicket, openSandbox } from "./open-sandbox.ts";

async function openTicket(options?: FreshdeskSandboxOptions) {
  const open = await openSandbox(options);
  const { id } = newCustomerTicket(open.sandbox);
  const put = (body: unknown) => open.api("PUT", `/tickets/${id}`, body);
  return { ...open, id, put };
}

const errorsOf = (reply: { body: { errors: { field: string; code: string }[] } }) =>
  reply.body.errors.map(({ field, code }) => `${field} ${code}`);

describe("a PUT", () => {
  test("sets group, agent and priority at once and answers with the whole ticket", async () => {
    const { sandbox, put } = await openTicket();
    const { agent, groupId } = agentAndGroups(sandbox);
    const reply = await put({ group_id: groupId, responder_id: agent.id, priority: 3 });
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ group_id: groupId, responder_id: agent.id, priority: 3, status: 2 });
    expect(reply.body.subject).toBe("Parcel 1 has not arrived");
  });

  test("replaces the tags", async () => {
    const { put } = await openTicket();
    await put({ tags: ["a", "b"] });
    expect((await put({ tags: ["c"] })).body.tags).toEqual(["c"]);
  });

  test("refuses keys that it does not know, wrong types and wrong values, each by its field", async () => {
    const { sandbox, id, put } = await openTicket();
    expect(errorsOf(await put({ assignee_id: 1, safe_update: true }))).toEqual([
      "assignee_id invalid_field",
      "safe_update invalid_field",
    ]);
    const typed = await put({ group_id: "12", priority: "high" });
    expect(errorsOf(typed)).toEqual(["group_id datatype_mismatch", "priority datatype_mismatch"]);
    expect(typed.body.errors[0].message).toBe(
      "The value provided is of type String.It should be of type Integer",
    );
    expect(errorsOf(await put({ priority: 9, type: "Complaint" }))).toEqual([
      "priority invalid_value",
      "type invalid_value",
    ]);
    expect(errorsOf(await put({ custom_fields: { cf_unheard_of: 1 } }))).toEqual([
      "custom_fields.cf_unheard_of invalid_field",
    ]);
    expect(sandbox.findTicket(id)?.priority).toBe(1);
  });

  test("refuses groups and agents that are not there, and agents who cannot own tickets", async () => {
    const { sandbox, put } = await openTicket();
    expect(errorsOf(await put({ group_id: 1 }))).toEqual(["group_id invalid_value"]);
    for (const name of ["Light Agent", "Suspended Agent"]) {
      const agent = sandbox.agents().find((candidate) => candidate.name === name);
      expect(errorsOf(await put({ responder_id: agent?.id }))).toEqual(["responder_id invalid_value"]);
    }
  });

  test("fails on another field that the form wants filled, although it does not touch it", async () => {
    const { sandbox, id, put } = await openTicket();
    sandbox.requireFields(["cf_order_number"]);
    const { groupId } = agentAndGroups(sandbox);
    expect(errorsOf(await put({ group_id: groupId }))).toEqual(["cf_order_number missing_field"]);
    expect(sandbox.findTicket(id)?.group_id).toBeNull();
    const filled = await put({ group_id: groupId, custom_fields: { cf_order_number: "LG-1" } });
    expect(filled.body.group_id).toBe(groupId);
  });

  test("of a ticket among spam or in the trash is a 405, of a missing one a bare 404", async () => {
    const { sandbox, api, id, put } = await openTicket();
    sandbox.markAsSpam(id);
    expect((await put({ priority: 2 })).status).toBe(405);
    const other = newCustomerTicket(sandbox, 2).id;
    expect((await api("DELETE", `/tickets/${other}`)).status).toBe(204);
    expect((await api("PUT", `/tickets/${other}`, { priority: 2 })).status).toBe(405);
    expect((await api("GET", `/tickets/${other}`)).body.deleted).toBe(true);
    const missing = await api("PUT", "/tickets/99", { priority: 2 });
    expect([missing.status, missing.text]).toEqual([404, ""]);
  });

  test("moves updated_at, the last one wins, and nothing tells what it replaced", async () => {
    let nowMs = Date.parse("2026-11-02T09:00:00Z");
    const { sandbox, put, id } = await openTicket({ now: () => nowMs });
    const { agent, groupId } = agentAndGroups(sandbox);
    sandbox.actAsHuman(agent.id, id, { group_id: groupId, responder_id: agent.id });
    nowMs += 5_000;
    const other = agentAndGroups(sandbox, 3);
    const { body } = await put({ group_id: other.groupId, responder_id: other.agent.id });
    expect(body).toMatchObject({ responder_id: other.agent.id, updated_at: "2026-11-02T09:00:05Z" });
    expect(JSON.stringify(body)).not.toContain(String(agent.id));
  });

  test.each([
    ["refused", 400],
    ["accepted", 200],
  ] as const)("of an agent outside the group may be %s", async (agentOutsideGroup, expected) => {
    const { sandbox, put } = await openTicket({ variants: { agentOutsideGroup } });
    const { agent, foreignGroupId } = agentAndGroups(sandbox);
    expect((await put({ group_id: foreignGroupId, responder_id: agent.id })).status).toBe(expected);
  });

  test.each([
    ["clears", 200, null],
    ["refused", 400, "kept"],
  ] as const)("of null may be one that %s", async (nullClears, status, left) => {
    const { sandbox, id, put } = await openTicket({ variants: { nullClears } });
    const { groupId } = agentAndGroups(sandbox);
    await put({ group_id: groupId });
    expect((await put({ group_id: null })).status).toBe(status);
    expect(sandbox.findTicket(id)?.group_id).toBe(left === null ? null : groupId);
  });

  test("answers with the old due times where the account computes them later", async () => {
    const { sandbox, put, id } = await openTicket({ dueTimesDelayMs: 1_000 });
    const before = sandbox.findTicket(id)?.due_by;
    const { body } = await put({ priority: 4 });
    expect(body.due_by).toBe(before ?? null);
    await waitFor("the new due time", () =>
      sandbox.findTicket(id)?.due_by === (before ?? null) ? undefined : true,
    );
  });
});

describe("a note", () => {
  test("is private unless it says otherwise, and moves updated_at", async () => {
    let nowMs = Date.parse("2026-11-02T09:00:00Z");
    const { sandbox, api, id } = await openTicket({ now: () => nowMs });
    nowMs += 3_000;
    const { status, body } = await api("POST", `/tickets/${id}/notes`, { body: "<p>Because.</p>" });
    expect([status, body]).toMatchObject([201, { private: true, body_text: "Because.", ticket_id: id }]);
    expect(body).not.toHaveProperty("source");
    expect(sandbox.findTicket(id)?.updated_at).toBe("2026-11-02T09:00:03Z");
  });
});

describe("a group that assigns by itself", () => {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 60));

  test("fills in the agent a moment after only the group was set, as the system", async () => {
    const { sandbox, put, id } = await openTicket({ autoAssignDelayMs: 10 });
    const { groupId } = agentAndGroups(sandbox);
    sandbox.setAutoAssign(groupId, 12);
    const actors: number[] = [];
    sandbox.subscribe((event) => event.kind === "ticket-updated" && actors.push(event.actorId));
    expect((await put({ group_id: groupId })).body.responder_id).toBeNull();
    await pause();
    expect(sandbox.findTicket(id)?.responder_id).not.toBeNull();
    expect(actors).toEqual([sandbox.integrationUserId, 0]);
  });

  test("leaves a ticket alone that was given an agent in the same write", async () => {
    const { sandbox, put, id } = await openTicket({ autoAssignDelayMs: 10 });
    const { agent, groupId } = agentAndGroups(sandbox);
    sandbox.setAutoAssign(groupId, 1);
    await put({ group_id: groupId, responder_id: agent.id });
    await pause();
    expect(sandbox.findTicket(id)?.responder_id).toBe(agent.id);
  });
});

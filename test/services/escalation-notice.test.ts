import { describe, expect, it } from "vitest";
import type { Policy } from "../../src/routing/policy.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { savePolicy } from "../../src/services/policies/save-policy.ts";
import { call } from "../sandbox/api-client.ts";
import { ended, resync } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import { wrongSize as freshWrongSize, groupNamed, openConnectedShop } from "../support/freshdesk-shop.ts";
import { useTestServer } from "../support/use-test-server.ts";
import { waitFor } from "../support/wait-for.ts";

const requester = { name: "Customer 1", email: "customer1@mail.example" };
const wrongSize = { subject: "Wrong size", body: "Can I exchange the boots?", requester };

/** Tells an agent after ten minutes, and after thirty somebody whom the help desk does not know. */
const policyTelling = (agent: string): Policy => ({
  ...demoPolicy,
  note: false,
  queues: [
    {
      id: "returns",
      name: "Returns",
      group: "Returns",
      pick: "fewest open",
      escalate: [
        { afterMinutes: 10, do: "notify", who: agent },
        { afterMinutes: 30, do: "notify", who: "Night Desk" },
      ],
    },
  ],
  rules: [],
  fallback: "returns",
});
const start = useTestServer();

describe.each(engines)("an escalation that notifies on %s", (engine) => {
  it("leaves a note and a tag once for each, has the agent follow the ticket, and is in the register", async () => {
    let aheadMs = 0;
    const now = () => Date.now() + aheadMs;
    const it = await start(engine, {
      sandbox: { team: { groups: [{ name: "Returns", agents: 2 }] }, now },
      policy: policyTelling("ada a."),
      platform: { now },
    });
    const ada = it.sandbox.agents().find(({ name }) => name === "Ada A.");
    for (const { id } of it.sandbox.agents()) it.sandbox.setAvailability(id, "away");
    await resync(it);
    const { id } = it.sandbox.createTicket(wrongSize);
    await ended(it, id, "held");
    const tagsOf = () => it.sandbox.findTicket(id)?.tags ?? [];
    aheadMs = 11 * 60_000;
    await waitFor("the first notice", () => tagsOf().includes("told-ada-a") || undefined);
    await ended(it, id, "held");
    aheadMs = 31 * 60_000;
    await waitFor("the second notice", () => tagsOf().includes("told-night-desk") || undefined);
    expect(tagsOf()).toEqual(["told-ada-a", "told-night-desk"]);
    expect(it.sandbox.findTicket(id)?.follower_ids).toEqual([ada?.id]);
    const authorization = `Bearer ${it.sandbox.integrationToken}`;
    const url = `${it.sandbox.url}/api/v2/tickets/${id}/comments.json`;
    const { comments } = (
      await call(url, { method: "GET", authorization, body: undefined, headers: undefined })
    ).body;
    const notes = (comments as { public: boolean; body: string }[]).filter((comment) => !comment.public);
    expect(notes.map(({ body }) => body)).toEqual([
      expect.stringMatching(/; ada a\. is told\.$/),
      expect.stringMatching(/; Night Desk is told\.$/),
    ]);
    const told = await waitFor("the register", async () => {
      const { cycle, decisions } = await ended(it, id, "held");
      return decisions.length >= 3 ? { cycle, decisions } : undefined;
    });
    expect(told.cycle.reason).toContain("; Night Desk is told.");
    const updates = told.decisions.map(({ receipt }) => receipt.update.tell);
    expect(updates.filter((tell) => tell !== undefined)).toEqual([[], [String(ada?.id)]]);
    expect(it.sandbox.findTicket(id)?.assignee_id).toBeNull();
  });
});

it("an escalation in Freshdesk sends its note to the agent by mail", async () => {
  let aheadMs = 0;
  const shop = await openConnectedShop("pglite", { now: () => Date.now() + aheadMs });
  try {
    const returns = groupNamed(shop, "Returns");
    const lead = shop.sandbox.agents().find(({ id }) => !returns.memberIds.includes(id));
    const { context } = shop.server;
    const document = policyTelling(lead?.email ?? "");
    await savePolicy(context, { installationId: shop.installationId, document });
    for (const agentId of returns.memberIds) shop.sandbox.setAvailable(agentId, false);
    await resync(shop);
    const { id } = shop.sandbox.createTicket(freshWrongSize);
    await ended(shop, id, "held");
    aheadMs = 11 * 60_000;
    const sent = await waitFor("the mail", () => {
      const mails = shop.sandbox.notified().filter(({ ticketId }) => ticketId === id);
      return mails.length > 0 ? mails : undefined;
    });
    expect(sent).toEqual([{ ticketId: id, email: lead?.email }]);
    await ended(shop, id, "held");
    aheadMs = 31 * 60_000;
    await waitFor(
      "the second notice",
      () => shop.sandbox.findTicket(id)?.tags.includes("told-night-desk") || undefined,
    );
    expect(shop.sandbox.notified().filter(({ ticketId }) => ticketId === id)).toHaveLength(1);
  } finally {
    await shop.stop();
  }
});

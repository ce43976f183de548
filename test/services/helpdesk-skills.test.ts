import { describe, expect, it } from "vitest";
import type { Policy } from "../../src/routing/policy.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { showHealth } from "../../src/services/health/show-health.ts";
import { setAgent } from "../../src/services/roster/set-agent.ts";
import { showRoster } from "../../src/services/roster/show-roster.ts";
import { ended, resync } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import { useTestServer } from "../support/use-test-server.ts";

const policy: Policy = {
  ...demoPolicy,
  note: false,
  queues: [
    {
      id: "returns",
      name: "Returns",
      group: "Returns",
      pick: "best skill",
      skills: [{ skill: "french", need: "require" }],
    },
  ],
  rules: [],
  fallback: "returns",
};
const team = { groups: [{ name: "Returns", agents: 3 }] };
const ticket = {
  subject: "Mauvaise taille",
  body: "Je voudrais échanger les bottes.",
  requester: { name: "Customer 1", email: "customer1@mail.example" },
};
const start = useTestServer();

describe.each(engines)("skills that the help desk keeps on %s", (engine) => {
  it("decide who gets a ticket, are named as its word in roster and receipt, and yield to a lead's", async () => {
    const it = await start(engine, { sandbox: { team }, policy });
    const { context } = it.server;
    const { installationId } = it;
    const [ada, ben, cleo] = it.sandbox
      .agents()
      .filter(({ role, roleType }) => role === "agent" && roleType === 0);
    it.sandbox.setSkills(ada?.id ?? 0, { Language: { French: "NORMAL" } });
    it.sandbox.setSkills(ben?.id ?? 0, { Language: { French: "HIGH" } });
    await resync(it);
    const first = it.sandbox.createTicket(ticket);
    const { decisions } = await ended(it, first.id, "assigned");
    expect(it.sandbox.findTicket(first.id)?.assignee_id).toBe(ben?.id);
    const removed = decisions[0]?.receipt.candidates.find(({ agentId }) => agentId === String(cleo?.id));
    expect(removed?.removedBy).toMatchObject({
      filter: "has skill",
      detail: "french: does not have it, says the help desk",
    });

    const settings = { skills: { French: 3 } };
    await setAgent(context, { installationId, agentId: String(ben?.id), settings });
    const roster = await showRoster(context, { installationId });
    const told = (id = 0) => {
      const { skills, sources } = roster.agents.find((agent) => agent.id === String(id)) ?? {};
      return { skills, source: sources?.skills };
    };
    expect(told(ada?.id)).toEqual({ skills: { French: 5 }, source: "help desk" });
    expect(told(ben?.id)).toEqual({ skills: { French: 3 }, source: "signalbox" });
    const second = it.sandbox.createTicket(ticket);
    await ended(it, second.id, "assigned");
    expect(it.sandbox.findTicket(second.id)?.assignee_id).toBe(ada?.id);
    expect((await showHealth(context, { installationId })).roster.untold).toEqual([]);
  });

  it("are missed by name in health where the plan has none, and a lead's serve", async () => {
    const it = await start(engine, { sandbox: { team, skills: "absent" }, policy });
    const { context } = it.server;
    const { installationId } = it;
    expect((await showHealth(context, { installationId })).roster.untold).toEqual(["skills"]);
    const [ada] = it.sandbox.agents().filter(({ role, roleType }) => role === "agent" && roleType === 0);
    const settings = { skills: { French: 4 } };
    await setAgent(context, { installationId, agentId: String(ada?.id), settings });
    const { id } = it.sandbox.createTicket(ticket);
    await ended(it, id, "assigned");
    expect(it.sandbox.findTicket(id)?.assignee_id).toBe(ada?.id);
  });
});

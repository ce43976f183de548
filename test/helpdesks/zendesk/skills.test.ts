import { describe, expect, it } from "vitest";
import { openClient } from "./open-client.ts";

const bigTeam = { groups: [{ name: "Orders", agents: 130 }] };

describe("skills in Zendesk", () => {
  it("become levels by the rank that they have there, and nothing for who has none", async () => {
    const { client, sandbox } = await openClient();
    const [ada, ben, cleo] = sandbox.agents().filter(({ role }) => role === "agent");
    sandbox.setSkills(ada?.id ?? 0, { Language: { French: "HIGH", German: "NORMAL" } });
    sandbox.setSkills(ben?.id ?? 0, { Product: { Boots: "NORMAL" } });
    const { agents, untold } = await client.readRoster();
    const skillsOf = (id = 0) => agents.find((agent) => agent.id === String(id))?.skills;
    expect(skillsOf(ada?.id)).toEqual({ French: 10, German: 5 });
    expect(skillsOf(ben?.id)).toEqual({ Boots: 5 });
    expect(skillsOf(cleo?.id)).toEqual({});
    expect(untold).toEqual([]);
  });

  it("keep apart what two attributes call by one name", async () => {
    const { client, sandbox } = await openClient();
    const [ada, ben] = sandbox.agents().filter(({ role }) => role === "agent");
    sandbox.setSkills(ada?.id ?? 0, { Language: { French: "NORMAL" } });
    sandbox.setSkills(ben?.id ?? 0, { Cuisine: { French: "NORMAL" } });
    const { agents } = await client.readRoster();
    const skillsOf = (id = 0) => agents.find((agent) => agent.id === String(id))?.skills;
    expect(skillsOf(ada?.id)).toEqual({ "Language: French": 5 });
    expect(skillsOf(ben?.id)).toEqual({ "Cuisine: French": 5 });
  });

  it.each(["cursor", "none"] as const)(
    "are read for as many agents as there are, with paging %j",
    async (skillPaging) => {
      const { client, sandbox, calls } = await openClient({ team: bigTeam, variants: { skillPaging } });
      for (const { id } of sandbox.agents()) {
        sandbox.setSkills(id, { Product: { Boots: "NORMAL", Coats: "NORMAL" } });
      }
      const { agents } = await client.readRoster();
      expect(agents.length).toBeGreaterThan(130);
      expect(agents.every(({ skills }) => Object.keys(skills ?? {}).length === 2)).toBe(true);
      const asked = calls.filter(({ pathname }) => pathname === "/api/v2/routing/agents/instance_values");
      expect(asked.length).toBe(skillPaging === "none" ? 2 : 3);
    },
  );

  it.each(["absent", "forbidden"] as const)(
    "are not told where the plan or the rights are %j",
    async (skills) => {
      const { client } = await openClient({ skills });
      const { agents, untold } = await client.readRoster();
      expect(agents.every((agent) => agent.skills === null)).toBe(true);
      expect(untold).toEqual(["skills"]);
      expect((await client.checkAccount?.())?.map(({ text }) => text)).toContain(
        "The plan keeps no skills of agents, or they may not be read; set them in Signalbox.",
      );
    },
  );
});

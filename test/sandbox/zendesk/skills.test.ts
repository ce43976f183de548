import { describe, expect, test } from "vitest";
import { agentAndGroups, openSandbox } from "./open-sandbox.ts";

describe("skills", () => {
  test("are attributes with values, which an admin gives to agents all at once", async () => {
    const { api, sandbox } = await openSandbox();
    const { agent } = agentAndGroups(sandbox);
    const created = await api("POST", "/api/v2/routing/attributes", { attribute: { name: "Language" } });
    expect(created.status).toBe(201);
    const values = `/api/v2/routing/attributes/${created.body.attribute.id}/values`;
    const ids: string[] = [];
    for (const name of ["French", "German"]) {
      ids.push((await api("POST", values, { attribute_value: { name } })).body.attribute_value.id);
    }
    expect((await api("GET", values)).body).toMatchObject({ count: 2, next_page: null });
    const own = `/api/v2/routing/agents/${agent.id}/instance_values`;
    await api("POST", own, { attribute_value_ids: [ids[0]] });
    await api("POST", own, { attribute_value_ids: [ids[1]] });
    expect((await api("GET", own)).body.attribute_values).toMatchObject([
      { name: "German", agent_skill_priority: "NORMAL" },
    ]);
    const many = await api("GET", `/api/v2/routing/agents/instance_values?filter[agent_ids]=${agent.id},1`);
    expect(many.body.instance_values).toMatchObject([{ agent_id: agent.id, attribute_value_id: ids[1] }]);
    expect((await api("POST", own, { attribute_value_ids: ["nothing"] })).status).toBe(422);
  });

  test("are for admins to set, and many agents' for admins to read", async () => {
    const { api, sandbox } = await openSandbox();
    const { agent } = agentAndGroups(sandbox);
    const token = sandbox.createToken({ userId: agent.id });
    const many = "/api/v2/routing/agents/instance_values";
    expect((await api("GET", `${many}?filter[agent_ids]=1`, undefined, { token })).status).toBe(403);
    expect((await api("GET", many)).status).toBe(400);
    expect((await api("GET", "/api/v2/routing/attributes", undefined, { token })).status).toBe(200);
    const attribute = { name: "Language" };
    expect((await api("POST", "/api/v2/routing/attributes", { attribute }, { token })).status).toBe(403);
  });

  test("are an endpoint that nobody knows on plans without them", async () => {
    const { api } = await openSandbox({ skills: "absent" });
    expect(await api("GET", "/api/v2/routing/attributes")).toMatchObject({
      status: 404,
      body: { error: "InvalidEndpoint" },
    });
  });
});

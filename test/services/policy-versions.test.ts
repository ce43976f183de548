import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findActivePolicy } from "../../src/db/queries/policies.ts";
import type { Policy } from "../../src/routing/policy.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { findPolicyInForce } from "../../src/services/policies/find-policy-in-force.ts";
import { openSession } from "../../src/services/sessions/open-session.ts";
import { apiOf } from "../support/api-of.ts";
import { engines } from "../support/engines.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const withCapacity = (points: number): Policy => ({ ...demoPolicy, capacity: { default: points } });

describe.each(engines)("the policy's versions, on %s", (engine) => {
  let server: TestServer;
  let first: ReturnType<typeof apiOf>;
  let second: ReturnType<typeof apiOf>;
  let firstName = "";
  beforeAll(async () => {
    server = await startTestServer(engine);
    const { context } = server.server;
    const { installationId } = server;
    const people = await context.db.query.agents.findMany();
    const signIn = async (userId: string) => {
      const principal = { kind: "person", installationId, userId, role: "admin" } as const;
      return apiOf(server, (await openSession(context, { principal, life: "bearer" })).token);
    };
    const [one, other] = people;
    firstName = one?.name ?? "";
    first = await signIn(one?.agentId ?? "");
    second = await signIn(other?.agentId ?? "");
  }, 120_000);
  afterAll(() => server.stop());

  const inForce = async () => (await first("GET", "/policy")).json.inForce;

  it("are published with a note and the name of who did", async () => {
    const { version } = await inForce();
    const input = { document: withCapacity(5), expectedVersion: version, note: "Less at once" };
    expect(await first("POST", "/policy/versions", input)).toMatchObject({
      status: 201,
      json: { version: version + 1 },
    });
    expect(await inForce()).toMatchObject({
      version: version + 1,
      note: "Less at once",
      savedByName: firstName,
      document: { capacity: { default: 5 } },
    });
    const { versions } = (await first("GET", "/policy/versions")).json;
    expect(versions[0]).toMatchObject({ version: version + 1, mode: "on", rules: demoPolicy.rules.length });
    expect(versions[0].document).toBeUndefined();
  });

  it("do not overwrite one that somebody else published meanwhile, and tell what that changed", async () => {
    const { version } = await inForce();
    const mine = { document: withCapacity(6), expectedVersion: version };
    expect((await second("POST", "/policy/versions", mine)).status).toBe(201);
    const late = await first("POST", "/policy/versions", {
      document: withCapacity(7),
      expectedVersion: version,
    });
    expect(late).toMatchObject({ status: 409, json: { error: { code: "policy-conflict" } } });
    expect(await inForce()).toMatchObject({ document: { capacity: { default: 6 } } });
    const { changes } = (await first("GET", `/policy/versions/${version + 1}/changes?from=${version}`)).json;
    expect(changes).toEqual([
      expect.objectContaining({
        id: "capacity",
        fields: [{ key: "capacity", before: { default: 5 }, after: { default: 6 } }],
      }),
    ]);
  });

  it("of two published at the same moment let in one", async () => {
    const { version } = await inForce();
    const publish = (call: typeof first, points: number) =>
      call("POST", "/policy/versions", { document: withCapacity(points), expectedVersion: version });
    const answers = await Promise.all([publish(first, 11), publish(second, 12)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await inForce()).version).toBe(version + 1);
  });

  it("are rolled back by publishing the older one anew", async () => {
    const { version } = await inForce();
    const restore = (expectedVersion: number) =>
      first("POST", "/policy/versions/1/restore", { expectedVersion, note: "Back to the start" });
    expect((await restore(version - 1)).status).toBe(409);
    expect((await restore(version)).status).toBe(201);
    const original = (await first("GET", "/policy/versions/1")).json;
    expect(await inForce()).toMatchObject({
      version: version + 1,
      restoredFrom: 1,
      hash: original.hash,
      note: "Back to the start",
    });
  });

  it("are begun as drafts, each person's own, which others are told of and publishing ends", async () => {
    const { version } = await inForce();
    // Not yet a policy: nothing is lost all the same.
    const document = { ...withCapacity(9), fallback: "nowhere" };
    expect((await first("PUT", "/policy/draft", { document, baseVersion: version })).status).toBe(200);
    expect((await first("GET", "/policy")).json.draft).toMatchObject({ document, baseVersion: version });
    expect((await second("GET", "/policy")).json).toMatchObject({
      draft: null,
      others: [{ name: firstName, baseVersion: version }],
    });
    const publish = (published: unknown) =>
      first("POST", "/policy/versions", { document: published, expectedVersion: version });
    expect((await publish(document)).status).toBe(400);
    expect((await first("GET", "/policy")).json.draft).not.toBeNull();
    expect((await publish(withCapacity(9))).status).toBe(201);
    expect((await first("GET", "/policy")).json.draft).toBeNull();
  });

  it("are checked before: problems with their places, findings with the people who are there, and changes", async () => {
    const [rule] = demoPolicy.rules;
    const wrong = await first("POST", "/policy/check", {
      ...demoPolicy,
      rules: [{ ...rule, when: { field: "subjct" } }],
    });
    expect(wrong.json.problems[0]).toMatchObject({
      path: ["rules", 0, "when", "field"],
      message: expect.stringContaining('did you mean "subject"'),
    });
    const skilled = {
      ...withCapacity(9),
      rules: [{ id: "x", name: "X", when: { all: [] }, then: [{ do: "prefer agent", agent: "Nobody N." }] }],
    };
    const { problems, findings, changes } = (await first("POST", "/policy/check", skilled)).json;
    expect(problems).toEqual([]);
    expect(findings.map(({ code }: { code: string }) => code)).toContain("unknown agent");
    expect(changes.map(({ id }: { id: string }) => id)).toContain("x");
  });

  it("are known to whoever routes once they are published, and read by them once", async () => {
    const { context } = server.server;
    const { installationId } = server;
    const before = await findPolicyInForce(context, installationId);
    expect(before).toEqual(await findActivePolicy(context.db, installationId));
    expect((await findPolicyInForce(context, installationId))?.document).toBe(before?.document);
    const input = { document: withCapacity(9), expectedVersion: before?.version };
    expect((await first("POST", "/policy/versions", input)).status).toBe(201);
    const after = await findPolicyInForce(context, installationId);
    expect(after?.document.capacity).toEqual({ default: 9 });
    expect(after).toEqual(await findActivePolicy(context.db, installationId));
    expect(await findPolicyInForce(context, "ins_unknown")).toBeUndefined();
  });
});

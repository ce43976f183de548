import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findActivePolicy } from "../../src/db/queries/policies.ts";
import type { Platform } from "../../src/ports/platform.ts";
import { createNodePlatform } from "../../src/runtime/node-platform.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
let requests: string[] = [];
const base = createNodePlatform({ SIGNALBOX_LOG_LEVEL: "silent" });
const countingFetch: Platform["fetch"] = (url, init) => {
  requests.push(url);
  return base.fetch(url, init);
};
beforeAll(async () => {
  server = await startTestServer("pglite", { platform: { fetch: countingFetch } });
});
beforeEach(() => {
  requests = [];
});
afterAll(async () => {
  await server.stop();
  base.close();
});

async function send(method: string, path: string, body: string) {
  const response = await fetch(`${server.url}/api/installations${path}`, {
    method,
    headers: { authorization: `Bearer ${server.accessToken}`, "content-type": "application/json" },
    body,
  });
  const json = (await response.json()) as { error?: { code: string; message: string } };
  return { status: response.status, json, message: json.error?.message ?? "" };
}

const putPolicy = (document: unknown) =>
  send("PUT", `/${server.installationId}/policy`, JSON.stringify(document));
const activeVersion = async () =>
  (await findActivePolicy(server.server.context.db, server.installationId))?.version;

describe("saving a policy", () => {
  it("answers with the new version and its hash", async () => {
    const before = (await activeVersion()) ?? 0;
    const { status, json } = await putPolicy(demoPolicy);
    expect(status).toBe(200);
    expect(json).toEqual({ version: before + 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await activeVersion()).toBe(before + 1);
  });

  const [firstQueue] = demoPolicy.queues;
  it.each([
    [
      "an unknown group, and lists the groups",
      { queues: [{ ...firstQueue, group: "Retuns" }], fallback: "orders", rules: [] },
      ['"Retuns"', '"Returns"', '"Orders"', '"Payments"'],
    ],
    [
      "an unknown queue, and lists the queues",
      { fallback: "nowhere" },
      ['no queue "nowhere"', "orders, returns"],
    ],
    ["an unknown mode", { mode: "sometimes" }, ["mode", "shadow"]],
    ["an unknown key", { surprise: true }, ["surprise"]],
    [
      "a rule without actions",
      { rules: [{ id: "a", name: "A", when: { all: [] }, then: [] }] },
      ["rules[0].then"],
    ],
    [
      "an action to an unknown queue",
      { rules: [{ id: "a", name: "A", when: { all: [] }, then: [{ do: "send to queue", queue: "x" }] }] },
      ['no queue "x"'],
    ],
  ])("refuses %s, and leaves the policy as it was", async (_name, changes, words) => {
    const before = await activeVersion();
    const { status, json, message } = await putPolicy({ ...demoPolicy, ...changes });
    expect({ status, code: json.error?.code }).toEqual({ status: 400, code: "input-invalid" });
    for (const word of words) expect(message).toContain(word);
    expect(await activeVersion()).toBe(before);
  });

  it.each(["", "{", "not JSON", "null", "[]", '"text"', "7"])("refuses the body %j", async (body) => {
    const { status } = await send("PUT", `/${server.installationId}/policy`, body);
    expect(status).toBe(400);
  });

  it("is a 404 for an installation that there is none of", async () => {
    const { status, json } = await send("PUT", "/ins_unknown/policy", JSON.stringify(demoPolicy));
    expect({ status, code: json.error?.code }).toEqual({ status: 404, code: "not-found" });
  });
});

describe("connecting over HTTP", () => {
  const accessToken = "some-token";

  it.each([
    "evil.com/x",
    "a@b",
    "127.0.0.1",
    "localhost#",
    "localhost:8080",
    "acme.zendesk.com.evil.com",
    "acme\r\nhost: evil",
    "[::1]",
    "..",
    "acme?x",
    "äcme",
    "аcme",
    "acme。evil",
    "",
    " ",
  ])("refuses the subdomain %j, and asks nobody", async (subdomain) => {
    const { status, message } = await send(
      "POST",
      "",
      JSON.stringify({ helpdesk: "zendesk", subdomain, accessToken }),
    );
    expect(status).toBe(400);
    expect(message).toContain('"acme" for acme.zendesk.com');
    expect(requests).toEqual([]);
  });

  it.each([
    ["no token", { helpdesk: "zendesk", subdomain: "acme", accessToken: "" }, "accessToken"],
    ["an unknown key", { helpdesk: "zendesk", subdomain: "acme", accessToken, host: "evil" }, "host"],
    ["nothing", {}, "subdomain"],
    ["no JSON", "{", "not JSON"],
  ])("refuses %s, and asks nobody", async (_name, body, word) => {
    const { status, message } = await send(
      "POST",
      "",
      typeof body === "string" ? body : JSON.stringify(body),
    );
    expect(status).toBe(400);
    expect(message).toContain(word);
    expect(requests).toEqual([]);
  });

  it("passes on what the help desk says of a wrong token, without the token", async () => {
    const body = { helpdesk: "zendesk", subdomain: "second-shop", accessToken: "a-wrong-token" };
    const { status, json, message } = await send("POST", "", JSON.stringify(body));
    expect({ status, code: json.error?.code }).toEqual({ status: 502, code: "helpdesk-unauthorized" });
    expect(message).not.toContain("a-wrong-token");
    expect(requests).toHaveLength(1);
  });

  it("answers with the installation's id, and lists it without anything secret", async () => {
    const body = {
      helpdesk: "zendesk",
      subdomain: server.sandbox.subdomain,
      accessToken: server.sandbox.integrationToken,
    };
    const { status, json } = await send("POST", "", JSON.stringify(body));
    expect({ status, json }).toEqual({
      status: 201,
      json: { installationId: server.installationId, findings: [] },
    });
    const listed = await fetch(`${server.url}/api/installations`, {
      headers: { authorization: `Bearer ${server.accessToken}` },
    });
    expect(await listed.json()).toEqual({
      installations: [
        {
          id: server.installationId,
          helpdesk: "zendesk",
          subdomain: server.sandbox.subdomain,
          status: "active",
          statusReason: null,
        },
      ],
    });
  });
});

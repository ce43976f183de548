import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createOpenAiCompatible } from "../../src/outside/openai-compatible.ts";
import { createNodePlatform } from "../../src/runtime/node-platform.ts";
import { setLearning } from "../../src/services/learning/set-learning.ts";
import { redactText } from "../../src/signals/redact-text.ts";
import { ended } from "../support/ended.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

interface Asked {
  path: string | undefined;
  authorization: string | undefined;
  body: string;
}

let endpoint: Server;
let url: string;
let asked: Asked[] = [];
/** What the endpoint answers; "nothing" leaves the caller waiting. */
let answer: { status: number; body: string } | "nothing";
let it_: TestServer;
const base = createNodePlatform({ SIGNALBOX_LOG_LEVEL: "silent" });
/** Moves on by itself so far that a failure of the test before is forgotten. */
let shiftMs = 0;

beforeAll(async () => {
  endpoint = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      asked.push({ path: request.url, authorization: request.headers.authorization, body });
      if (answer === "nothing") return;
      response.writeHead(answer.status, {
        "content-type": "application/json",
        location: "http://127.0.0.1:1/",
      });
      response.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/v1`;
  it_ = await startTestServer("pglite");
  const { context } = it_.server;
  const platform = { fetch: base.fetch, now: () => Date.now() + shiftMs };
  context.outsideModel = createOpenAiCompatible({
    url,
    apiKey: "key-of-the-operator",
    model: "test-model",
    platform,
  });
  await choose({ isOn: true, callsPerDay: 100 });
}, 120_000);
beforeEach(() => {
  asked = [];
  shiftMs += 60_000;
});
afterAll(async () => {
  endpoint.closeAllConnections();
  endpoint.close();
  await it_.stop();
  base.close();
});

const choose = (outside: { isOn: boolean; callsPerDay: number }) =>
  setLearning(it_.server.context, {
    installationId: it_.installationId,
    changes: { outside },
    actor: "operator",
  });

const says = (content: string) => ({
  status: 200,
  body: JSON.stringify({ choices: [{ message: { role: "assistant", content } }] }),
});

async function suggestion(body = "my blue coat is torn at the sleeve") {
  const { id } = it_.sandbox.createTicket({
    subject: "Coat",
    body,
    requester: { name: "Ada Ashgrove", email: "ada@mail.example" },
  });
  const { decisions } = await ended(it_, id);
  return decisions[0]?.receipt.signals.suggestedGroup;
}

describe("an outside model", () => {
  it("is asked for the group, and the receipt says that it spoke", async () => {
    answer = says('{"group":"Returns","confidence":0.83}');
    expect(await suggestion()).toEqual({ value: "Returns", confidence: 0.83, by: "test-model" });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      path: "/v1/chat/completions",
      authorization: "Bearer key-of-the-operator",
    });
  });

  it("sees neither names nor addresses nor numbers", async () => {
    answer = says('{"group":null,"confidence":0.2}');
    const text =
      "Hello Mr Test, Ada here. Order 482133, card 4111 1111 1111 1111, call +44 20 7946 0958 or ada@mail.example, see https://shop.example/o/482133. IBAN DE89 3704 0044 0532 0130 00. The coat is torn.";
    expect(await suggestion(text)).toBeUndefined();
    const [{ body = "" } = {}] = asked;
    expect(body).toContain("The coat is torn.");
    for (const secret of [
      "Ada",
      "Ashgrove",
      "Mr Test",
      "482133",
      "4111",
      "7946",
      "mail.example",
      "https:",
      "3704",
    ]) {
      expect(body.split('"user"')[1]).not.toContain(secret);
    }
  });

  it.each([
    ["breaks down", { status: 500, body: "oops" }],
    ["sends us elsewhere", { status: 302, body: "" }],
    ["talks instead of answering", says("This is clearly a matter for Returns!")],
    ["names a group that there is not", says('{"group":"Board of directors","confidence":1}')],
    ["answers in no JSON at all", { status: 200, body: "<html>" }],
  ])("that %s leaves the ticket to the built-in one, and then rests", async (_, given) => {
    answer = given;
    expect(await suggestion()).toBeUndefined();
    expect(asked).toHaveLength(1);
    expect(await suggestion()).toBeUndefined();
    expect(asked).toHaveLength(1);
    expect(it_.logs.at(-1)?.message).toBeDefined();
  });

  it("that does not answer holds a ticket up for seconds only", async () => {
    answer = "nothing";
    expect(await suggestion()).toBeUndefined();
    const told = it_.logs.filter(({ message }) => message === "the outside model did not help");
    expect(told.at(-1)?.fields.reason).toContain("did not answer within 3 s");
  });

  it("is not asked above the day's budget, nor when it is off, as it is at first", async () => {
    answer = says('{"group":"Returns","confidence":0.9}');
    await choose({ isOn: true, callsPerDay: 0 });
    expect(await suggestion()).toBeUndefined();
    await choose({ isOn: false, callsPerDay: 100 });
    expect(await suggestion()).toBeUndefined();
    expect(asked).toHaveLength(0);
  });

  it("cannot be switched on where the operator has none", async () => {
    const context = { ...it_.server.context, outsideModel: undefined };
    const input = { installationId: it_.installationId, actor: "operator" as const };
    await expect(
      setLearning(context, { ...input, changes: { outside: { isOn: true, callsPerDay: 1 } } }),
    ).rejects.toThrow("no outside model");
  });
});

describe("a redacted text", () => {
  it("has no address and no long number left, whatever stands around them", () => {
    const gap = fc.constantFrom(" ", ", ", "\n", " (", ": ");
    fc.assert(
      fc.property(fc.emailAddress(), fc.nat({ max: 1e9 }), gap, (address, number, between) => {
        const long = String(number + 10_000);
        const redacted = redactText(`about${between}${long}${between}write to ${address} please`);
        expect(redacted).not.toContain(long);
        expect(redacted).not.toContain(address.split("@")[1]);
      }),
    );
  });

  it("keeps what the matter is", () => {
    expect(redactText("Hi team, 2 of 3 mugs broke. Refund 15 pounds?")).toBe(
      "Hi team, 2 of 3 mugs broke. Refund 15 pounds?",
    );
  });
});

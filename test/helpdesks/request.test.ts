import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import * as z from "zod";
import { createLimiter } from "../../src/helpdesks/limiter.ts";
import { createRequest, parseReply, type Request } from "../../src/helpdesks/request.ts";
import { readZendeskLimits } from "../../src/helpdesks/zendesk/limits.ts";
import { HelpdeskError } from "../../src/ports/helpdesk-error.ts";
import { createNodePlatform } from "../../src/runtime/node-platform.ts";

const origin = "http://127.0.0.1:1";
const path = "/api/v2/thing.json";
const html = "<html><body><h1>Bad Gateway</h1></body></html>";

const vendor = setupServer();
beforeAll(() => vendor.listen({ onUnhandledFrame: "bypass" }));
afterAll(() => vendor.close());

function openRequest(at = origin): Request {
  const platform = createNodePlatform({ SIGNALBOX_LOG_LEVEL: "silent" });
  onTestFinished(() => platform.close());
  return createRequest({
    origin: at,
    headers: { authorization: "Bearer secret-token" },
    platform,
    limiter: createLimiter(platform.now),
    readLimits: readZendeskLimits,
  });
}

function answerOnce(status: number, body: string, headers: Record<string, string> = {}): void {
  vendor.use(http.all(`${origin}${path}`, () => new HttpResponse(body, { status, headers }), { once: true }));
}

async function failureOf(call: Promise<unknown>): Promise<HelpdeskError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof HelpdeskError)) throw new Error("expected a HelpdeskError", { cause: error });
  return error;
}

describe("an answer of the help desk", () => {
  it.each([
    ["200 with JSON", 200, '{"a":1}', { a: 1 }],
    ["200 with garbage", 200, html, undefined],
    ["201", 201, "{}", {}],
    ["204 without a body", 204, "", undefined],
    ["400", 400, '{"error":"TooManyValues"}', { error: "TooManyValues" }],
    ["404", 404, "No help desk at x.zendesk.com", undefined],
    ["409 in HTML", 409, html, undefined],
    ["422", 422, '{"error":"RecordInvalid"}', { error: "RecordInvalid" }],
  ])("means something to the caller: %s", async (_name, status, body, json) => {
    const text = status === 204 ? "" : body;
    answerOnce(status, text);
    expect(await openRequest()({ method: "GET", path })).toEqual({ status, json, text });
  });

  it.each([
    ["401", 401, "{}", {}, "unauthorized", "later"],
    ["403", 403, '{"error":{"title":"Forbidden"}}', {}, "forbidden", "never"],
    ["429 with a time", 429, "{}", { "retry-after": "17" }, "rate-limited", { afterSeconds: 17 }],
    ["429 in plain text", 429, "Number of allowed API requests", {}, "rate-limited", { afterSeconds: 15 }],
    ["429 with a date", 429, "", { "retry-after": "tomorrow" }, "rate-limited", { afterSeconds: 15 }],
    ["429 that says at once", 429, "", { "retry-after": "0" }, "rate-limited", { afterSeconds: 1 }],
    ["429 with an empty time", 429, "", { "retry-after": " " }, "rate-limited", { afterSeconds: 15 }],
    ["429 for a week", 429, "", { "retry-after": "604800" }, "rate-limited", { afterSeconds: 3600 }],
    ["500", 500, "", {}, "unavailable", "later"],
    ["502 in HTML", 502, html, { "content-type": "text/html" }, "unavailable", "later"],
    ["503 with a time", 503, "", { "retry-after": "120" }, "unavailable", { afterSeconds: 120 }],
    ["504", 504, "", {}, "unavailable", "later"],
    ["a teapot", 418, "", {}, "unexpected", "never"],
  ])("is a failure with its own advice: %s", async (_name, status, body, headers, failure, retry) => {
    answerOnce(status, body, headers as Record<string, string>);
    const error = await failureOf(openRequest()({ method: "GET", path }));
    expect({ failure: error.failure, retry: error.retry }).toEqual({ failure, retry });
    expect(error.message).not.toContain("secret-token");
  });

  it("of 429 stops all further calls of the installation before they are sent", async () => {
    const request = openRequest();
    answerOnce(429, "", { "retry-after": "60" });
    await failureOf(request({ method: "GET", path }));
    answerOnce(200, "{}");
    expect((await failureOf(request({ method: "GET", path }))).failure).toBe("rate-limited");
  });

  it("that leaves little of a limit stops the calls of that limit only", async () => {
    const request = openRequest();
    answerOnce(200, "{}", { "zendesk-ratelimit-tickets-update": "total=100; remaining=5; resets=59" });
    await request({ method: "PUT", path, body: {}, families: ["tickets-update"] });
    const refused = request({ method: "PUT", path, body: {}, families: ["tickets-update"] });
    expect((await failureOf(refused)).retry).toEqual({ afterSeconds: expect.closeTo(59, -1) });
    answerOnce(200, "{}");
    expect(await request({ method: "GET", path })).toMatchObject({ status: 200 });
  });

  it("that is not as documented is named by its first wrong field, and is worth another try", async () => {
    const schema = z.object({ ticket: z.object({ id: z.number() }) });
    const error = await failureOf((async () => parseReply(schema, { ticket: { id: "x" } }))());
    expect(error).toMatchObject({ failure: "unexpected", retry: "later" });
    expect(error.message).toContain('"ticket.id"');
  });
});

describe("a connection to the help desk", () => {
  it("that is refused counts as an outage", async () => {
    const { url, server } = await listen(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    expect(await failureOf(openRequest(url)({ method: "GET", path }))).toMatchObject({
      failure: "unavailable",
      retry: "later",
    });
  });

  it("that is closed over there while it is used again is replaced for what only reads, and for no write", async () => {
    const heard: string[] = [];
    const { url } = await listen((request, response) => {
      heard.push(request.method ?? "");
      if (heard.length % 2 === 1) return request.socket.destroy();
      response.end("{}");
    });
    const request = openRequest(url);
    expect(await request({ method: "GET", path })).toMatchObject({ status: 200 });
    expect(await failureOf(request({ method: "PUT", path, body: {} }))).toMatchObject({
      failure: "unavailable",
    });
    expect(heard).toEqual(["GET", "GET", "PUT"]);
  });

  it("that breaks in the middle of an answer counts as an outage", async () => {
    const { url } = await listen((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"ticket":', () => response.destroy());
    });
    expect(await failureOf(openRequest(url)({ method: "GET", path }))).toMatchObject({
      failure: "unavailable",
      retry: "later",
    });
  });

  it("is given up after a while, before the answer as well as in the middle of it", async () => {
    const silent = await listen(() => undefined);
    const stalling = await listen((_request, response) => {
      response.writeHead(200);
      response.write('{"ticket":');
    });
    const errors = await Promise.all(
      [silent, stalling].map(({ url }) => failureOf(openRequest(url)({ method: "GET", path }))),
    );
    expect(errors.map(({ failure, retry }) => ({ failure, retry }))).toEqual([
      { failure: "timeout", retry: "later" },
      { failure: "timeout", retry: "later" },
    ]);
  });

  it.each([301, 302, 303, 307, 308])(
    "that is sent elsewhere by %d does not take the credentials there",
    async (status) => {
      const asked: (string | undefined)[] = [];
      const elsewhere = await listen((request, response) => {
        asked.push(request.headers.authorization);
        response.end("{}");
      });
      const { url } = await listen((_request, response) => {
        response.writeHead(status, { location: `${elsewhere.url}${path}` }).end();
      });
      const error = await failureOf(openRequest(url)({ method: "GET", path }));
      expect(error).toMatchObject({ failure: "unexpected", retry: "never" });
      expect(asked).toEqual([]);
    },
  );
});

/** A server of the test's own, gone with it. */
async function listen(
  answer: Parameters<typeof createServer>[1] & object,
): Promise<{ url: string; server: Server }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

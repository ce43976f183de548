import { expect, test } from "vitest";
import type { ZendeskSandboxOptions } from "../../../src/sandbox/zendesk/options.ts";
import { newCustomerTicket, openSandbox } from "./open-sandbox.ts";

async function openLimited(options: ZendeskSandboxOptions) {
  let nowMs = 1_800_000_000_000;
  const { api, sandbox } = await openSandbox({ ...options, now: () => nowMs });
  const ticket = newCustomerTicket(sandbox);
  const put = (id = ticket.id) => api("PUT", `/api/v2/tickets/${id}`, { ticket: { priority: "low" } });
  const advance = (ms: number) => {
    nowMs += ms;
  };
  return { api, sandbox, put, advance, ticket };
}

test("every answer tells the account budget in all spellings", async () => {
  const { api } = await openLimited({});
  const { headers } = await api("GET", "/api/v2/groups");
  expect(headers.get("x-rate-limit")).toBe("700");
  expect(headers.get("x-rate-limit-remaining")).toBe("699");
  expect(headers.get("ratelimit-limit")).toBe("700");
  expect(headers.get("ratelimit-remaining")).toBe("699");
  expect(headers.get("ratelimit-reset")).toBe("60");
});

test("the account budget runs out into a plain text 429 and comes back after Retry-After", async () => {
  const { api, advance } = await openLimited({ limits: { accountPerMinute: 2 } });
  await api("GET", "/api/v2/groups");
  advance(20_000);
  await api("GET", "/api/v2/groups");
  const { status, headers, text } = await api("GET", "/api/v2/groups");
  expect(status).toBe(429);
  expect(headers.get("retry-after")).toBe("40");
  expect(headers.get("content-type")).toContain("text/plain");
  expect(text).toBe("Number of allowed API requests per minute exceeded");
  advance(40_000);
  expect((await api("GET", "/api/v2/groups")).status).toBe(200);
});

test("429 is JSON in the other variant", async () => {
  const { api } = await openLimited({ limits: { accountPerMinute: 0 }, variants: { rateLimitBody: "json" } });
  expect((await api("GET", "/api/v2/groups")).body.error).toBe("APIRateLimitExceeded");
});

test("one user may update one ticket thirty times in ten minutes, others are not affected", async () => {
  const { put, sandbox, advance } = await openLimited({ limits: { perTicketUpdatesPer10Minutes: 2 } });
  const other = newCustomerTicket(sandbox, 2);
  expect((await put()).headers.get("zendesk-ratelimit-per-ticket-updates")).toBe(
    "total=2; remaining=1; resets=600",
  );
  await put();
  const refused = await put();
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe("600");
  expect((await put(other.id)).status).toBe(200);
  advance(600_000);
  expect((await put()).status).toBe(200);
});

test("ticket updates share an account wide budget", async () => {
  const { put, sandbox, api } = await openLimited({ limits: { ticketUpdatesPerMinute: 2 } });
  const ids = [2, 3].map((number) => newCustomerTicket(sandbox, number).id);
  expect((await put()).headers.get("zendesk-ratelimit-tickets-update")).toBe(
    "total=2; remaining=1; resets=60",
  );
  expect((await put(ids[0])).status).toBe(200);
  expect((await put(ids[1])).status).toBe(429);
  expect((await api("GET", `/api/v2/tickets/${ids[1]}`)).status).toBe(200);
});

test("ticket creation is limited only when asked for", async () => {
  const { api } = await openLimited({ limits: { ticketCreatesPerMinute: 1 } });
  const ticket = { subject: "Hello", comment: { body: "Hi" } };
  expect((await api("POST", "/api/v2/tickets", { ticket })).status).toBe(201);
  expect((await api("POST", "/api/v2/tickets", { ticket })).status).toBe(429);
});

test("incremental exports run out after ten a minute, always in JSON", async () => {
  const { api } = await openLimited({});
  const path = "/api/v2/incremental/tickets/cursor?start_time=1700000000";
  for (let index = 0; index < 10; index++) expect((await api("GET", path)).status).toBe(200);
  const { status, body } = await api("GET", path);
  expect(status).toBe(429);
  expect(body).toEqual({
    error: "APIRateLimitExceeded",
    description: "Number of allowed incremental export API requests per minute exceeded",
  });
});

test("webhook calls have a budget of their own and no ticketing headers", async () => {
  const { api } = await openLimited({});
  const { headers } = await api("GET", "/api/v2/webhooks");
  expect(headers.get("x-rate-limit")).toBe("100");
  expect(headers.get("x-rate-limit-remaining")).toBe("99");
  expect(headers.get("ratelimit-limit")).toBeNull();
});

test("availability has a budget of its own", async () => {
  const { api } = await openLimited({ limits: { availabilitiesPerMinute: 1 } });
  expect((await api("GET", "/api/v2/agent_availabilities")).status).toBe(200);
  expect((await api("GET", "/api/v2/agent_availabilities")).status).toBe(429);
  expect((await api("GET", "/api/v2/groups")).status).toBe(200);
});

import { describe, expect, test } from "vitest";
import { newCustomerTicket, openSandbox } from "./open-sandbox.ts";

const refused = { code: "invalid_credentials", message: "You have to be logged in to perform this action." };

describe("an API key", () => {
  test("is the user name of HTTP Basic, with any password", async () => {
    const { sandbox, api } = await openSandbox();
    const authorization = `Basic ${Buffer.from(`${sandbox.integrationKey}:whatever`).toString("base64")}`;
    const { status, body } = await api("GET", "/agents/me", undefined, {
      key: null,
      headers: { authorization },
    });
    expect([status, body.id]).toEqual([200, sandbox.integrationUserId]);
    expect(body.contact).toMatchObject({ name: "Router Integration", email: "router@larkfield.example" });
  });

  test.each([null, "wrong", ""])("%j is refused with 401 and the documented body", async (key) => {
    const { api } = await openSandbox();
    const { status, body } = await api("GET", "/agents/me", undefined, { key });
    expect([status, body]).toEqual([401, refused]);
  });

  test("is worth nothing any more once it was revoked", async () => {
    const { sandbox, api } = await openSandbox();
    sandbox.revokeApiKey(sandbox.integrationKey);
    expect((await api("GET", "/tickets")).status).toBe(401);
  });

  test("of an ordinary agent opens tickets, and none of the admin's endpoints", async () => {
    const { sandbox, api } = await openSandbox();
    const agent = sandbox.agents().find((candidate) => !candidate.isAdmin);
    const key = sandbox.createApiKey(agent?.id ?? 0);
    expect((await api("GET", "/tickets", undefined, { key })).status).toBe(200);
    expect((await api("GET", "/agents/me", undefined, { key })).body.id).toBe(agent?.id);
    for (const path of ["/agents", "/groups", "/admin/groups", "/automations/1/rules", "/account"]) {
      const { status, body } = await api("GET", path, undefined, { key });
      expect([path, status, body.code]).toEqual([path, 403, "access_denied"]);
    }
  });
});

describe("a request", () => {
  test("for what is not there is a 404 without a body, whatever was wrong", async () => {
    const { api } = await openSandbox();
    for (const path of ["/tickets/4711", "/nothing", "/tickets/abc", "/automations/2/rules"]) {
      const { status, text } = await api("GET", path);
      expect([path, status, text]).toEqual([path, 404, ""]);
    }
  });

  test("in anything but JSON is a 415, and for anything but JSON a 406", async () => {
    const { sandbox, api } = await openSandbox();
    const { id } = newCustomerTicket(sandbox);
    const headers = { "Content-Type": "text/plain" };
    expect((await api("PUT", `/tickets/${id}`, "{}", { headers })).status).toBe(415);
    expect((await api("GET", "/tickets", undefined, { headers: { accept: "text/html" } })).status).toBe(406);
  });

  test("with broken JSON is a 400 that says so", async () => {
    const { sandbox, api } = await openSandbox();
    const { id } = newCustomerTicket(sandbox);
    const { status, body } = await api("PUT", `/tickets/${id}`, "{");
    expect([status, body.code]).toEqual([400, "invalid_json"]);
  });
});

describe("limits", () => {
  const standing = { now: () => Date.parse("2026-11-02T09:00:00Z") };
  const remaining = (headers: Headers) => Number(headers.get("x-ratelimit-remaining"));

  test("are told with every reply, refusals included", async () => {
    const { api } = await openSandbox(standing);
    const first = await api("GET", "/tickets");
    expect(first.headers.get("x-ratelimit-total")).toBe("700");
    expect(first.headers.get("x-ratelimit-used-currentrequest")).toBe("1");
    expect(first.headers.get("x-freshdesk-api-version")).toBe("latest=v2; requested=v2");
    const bad = await api("GET", "/nothing", undefined, { key: "wrong" });
    expect([bad.status, remaining(bad.headers)]).toEqual([401, 698]);
  });

  test("count one call more for each thing included in a ticket, two in a list, and two for conversations", async () => {
    const { sandbox, api } = await openSandbox(standing);
    const { id } = newCustomerTicket(sandbox);
    const costOf = async (path: string) =>
      (await api("GET", path)).headers.get("x-ratelimit-used-currentrequest");
    expect(await costOf(`/tickets/${id}`)).toBe("1");
    expect(await costOf(`/tickets/${id}?include=requester,company`)).toBe("3");
    expect(await costOf(`/tickets/${id}?include=conversations`)).toBe("3");
    expect(await costOf("/tickets?include=requester,stats")).toBe("5");
  });

  test("end in 429 with Retry-After, and begin anew with the next minute", async () => {
    let nowMs = standing.now();
    const { api } = await openSandbox({ now: () => nowMs, limits: { accountPerMinute: 2 } });
    await api("GET", "/tickets");
    nowMs += 20_000;
    await api("GET", "/tickets");
    const { status, headers } = await api("GET", "/tickets");
    expect([status, headers.get("retry-after")]).toEqual([429, "40"]);
    nowMs += 40_000;
    expect((await api("GET", "/tickets")).status).toBe(200);
  });

  test.each([
    ["account", "697"],
    ["endpoint", "0"],
  ] as const)(
    "of an endpoint are its own: 429 while the account has plenty left (headers show the %s)",
    async (limitHeaders, shown) => {
      const { sandbox, api } = await openSandbox({
        ...standing,
        limits: { ticketUpdatesPerMinute: 1 },
        variants: { limitHeaders },
      });
      const { id } = newCustomerTicket(sandbox);
      await api("PUT", `/tickets/${id}`, { priority: 2 });
      const second = await api("PUT", `/tickets/${id}`, { priority: 3 });
      expect(second.status).toBe(429);
      expect(sandbox.findTicket(id)?.priority).toBe(2);
      const get = await api("GET", `/tickets/${id}`);
      expect([get.status, remaining(get.headers)]).toEqual([200, 697]);
      const third = await api("PUT", `/tickets/${id}`, { priority: 3 });
      expect(third.headers.get("x-ratelimit-remaining")).toBe(limitHeaders === "account" ? "696" : shown);
    },
  );
});

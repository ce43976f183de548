import { demoPolicy } from "../../../src/sandbox/demo/demo-policy.ts";
import { type Attack, sendRaw, statusOf, type Target } from "./attack.ts";

export const ssrfStrings = [
  "evil.example",
  "acme.zendesk.com.evil.example",
  "acme.evil.example#",
  "127.0.0.1",
  "[::1]",
  "acme@evil.example",
  "acme/../../x",
  "acme?x=",
  "acme#x",
  "acme:8080",
  "..",
  "-acme-",
  "a",
  "acme\r\nHost: evil",
  "acme\u0000",
  "аcme",
  "acme。evil",
  "%61cme",
  "http://evil.example",
  "//evil.example",
  "169.254.169.254",
  "acme zendesk",
  "a".repeat(64),
];

const polluted = [
  `{"__proto__":{"polluted":1}}`,
  `{"constructor":{"prototype":{"polluted":1}}}`,
  `{"a":[{"b":{"__proto__":{"polluted":1}}}]}`,
  `{"prototype":{"polluted":1}}`,
  `{"\\u005f_proto__":{"polluted":1}}`,
];

/** Strange hosts, crossed ids, bodies that are too large, too slow or poisoned, headers inside of values. */
export function requestAttacks({ server, victim, attacker }: Target): Attack[] {
  const api = `${server.url}/api/installations`;
  const operator = { authorization: `Bearer ${server.accessToken}` };
  const own = { authorization: `Bearer ${victim.tokens.admin}` };
  const send = (method: string, url: string, headers: Record<string, string>, body?: string) => () =>
    statusOf(fetch(url, { method, headers, redirect: "manual", ...(body === undefined ? {} : { body }) }));
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const policyWith = (text: string) => `{"mode":"on",${text.slice(1)}`;
  const nested = JSON.stringify({
    ...demoPolicy,
    rules: [{ id: "a", name: "A", when: { all: [] }, then: [], extra: "PLACE" }],
  }).replace('"PLACE"', `{"__proto__":{"polluted":1}}`);

  const hosts = ssrfStrings.flatMap((subdomain) => [
    {
      name: `host: install ${JSON.stringify(subdomain).slice(0, 30)}`,
      send: send(
        "POST",
        `${server.url}/install/zendesk`,
        form,
        new URLSearchParams({ subdomain }).toString(),
      ),
      refusedWith: [400],
    },
    {
      name: `host: connect ${JSON.stringify(subdomain).slice(0, 30)}`,
      send: send("POST", api, operator, JSON.stringify({ helpdesk: "zendesk", subdomain, accessToken: "x" })),
      refusedWith: [400],
    },
  ]);

  const crossed = [
    ["GET", ""],
    ["DELETE", ""],
    ["PUT", "/policy"],
    ["PUT", "/people/7"],
    ["GET", "/tickets"],
    ["GET", `/tickets/${victim.ticketId}`],
    ["POST", `/tickets/${victim.ticketId}/replay`],
    ["GET", "/export"],
    ["DELETE", "/data"],
    ["GET", "/requesters/7"],
    ["DELETE", "/requesters/7"],
    ["GET", "/audit"],
    ["GET", "/roster"],
    ["PUT", "/roster/7"],
    ["POST", "/app-tokens"],
  ].flatMap(([method = "", path = ""]) =>
    Object.entries(attacker.tokens).map(([role, token]) => ({
      name: `crossed: ${method} ${path} as ${role}`,
      send: send(
        method,
        `${api}/${victim.installationId}${path}`,
        { authorization: `Bearer ${token}` },
        method === "PUT" ? "{}" : undefined,
      ),
      refusedWith: [404],
    })),
  );

  const poisoned = [nested, ...polluted].flatMap((text) => [
    {
      name: `poisoned: policy ${text}`,
      send: send("PUT", `${api}/${victim.installationId}/policy`, own, text),
      refusedWith: [400],
    },
    {
      name: `poisoned: policy and more ${text}`,
      send: send("PUT", `${api}/${victim.installationId}/policy`, own, policyWith(text)),
      refusedWith: [400],
    },
    { name: `poisoned: connect ${text}`, send: send("POST", api, operator, text), refusedWith: [400] },
    {
      name: `poisoned: role ${text}`,
      send: send("PUT", `${api}/${victim.installationId}/people/7`, own, text),
      refusedWith: [400],
    },
  ]);

  const large = [
    {
      name: "large: policy",
      send: send("PUT", `${api}/${victim.installationId}/policy`, own, "x".repeat(4 * 1024 * 1024 + 1)),
      refusedWith: [413],
    },
    { name: "large: connect", send: send("POST", api, operator, "x".repeat(20_000)), refusedWith: [413] },
    {
      name: "large: role",
      send: send("PUT", `${api}/${victim.installationId}/people/7`, own, "x".repeat(2_000)),
      refusedWith: [413],
    },
    {
      name: "large: install",
      send: send("POST", `${server.url}/install/zendesk`, form, "subdomain=".padEnd(5_000, "x")),
      refusedWith: [413],
    },
    {
      name: "large: token",
      send: send("GET", api, { authorization: `Bearer ${"x".repeat(8_000)}` }),
      refusedWith: [401],
    },
    {
      name: "large: headers",
      send: send("GET", api, { "x-filler": "x".repeat(20_000) }),
      refusedWith: [431],
    },
    {
      name: "large: deep JSON",
      send: send("PUT", `${api}/${victim.installationId}/policy`, own, "[".repeat(200_000)),
      refusedWith: [400],
    },
  ];

  const head = (line: string, ...headers: string[]) => [line, "Host: x", ...headers, "", ""].join("\r\n");
  const raw = (name: string, text: string, refusedWith: number[], keepOpen = false): Attack => ({
    name: `raw: ${name}`,
    send: () => sendRaw(server.url, text, { keepOpen }),
    refusedWith,
  });
  const wire = [
    raw(
      "a body that never ends",
      `${head("POST /install/zendesk HTTP/1.1", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 400")}subdomain=`,
      [400, 408, 0],
      true,
    ),
    raw(
      "a delivery that never ends",
      `${head("POST /webhooks/zendesk/x HTTP/1.1", "Content-Length: 400")}{`,
      [400, 408, 0],
      true,
    ),
    raw("headers that never end", "GET /tickets HTTP/1.1\r\nHost: x\r\nX-A: ", [408, 0], true),
    raw(
      "two lengths",
      `${head("POST /install/zendesk HTTP/1.1", "Content-Length: 5", "Content-Length: 6")}hello`,
      [400],
    ),
    raw(
      "length and chunks",
      `${head("POST /install/zendesk HTTP/1.1", "Content-Length: 5", "Transfer-Encoding: chunked")}0\r\n\r\n`,
      [400],
    ),
    raw(
      "a line break in a header",
      head("GET /api/installations HTTP/1.1", "Authorization: Bearer a\rX: y"),
      [400],
    ),
    raw("a NUL in the path", head("GET /tickets/\u0000 HTTP/1.1"), [400]),
  ];

  const injected = [
    ...["%0d%0aSet-Cookie:x=y", "//evil.example", "ins_x%0d%0aLocation:evil", "javascript:alert(1)"].map(
      (text) => ({
        name: `injected: link ${text}`,
        send: send("GET", `${server.url}/enter?code=x&installation=${text}`, {}),
        refusedWith: [401],
      }),
    ),
    ...["%0d%0aX:y", "x%00", "<script>", "' or 1=1 --"].map((text) => ({
      name: `injected: state ${text}`,
      send: send("GET", `${server.url}/install/zendesk/callback?state=${text}&code=${text}`, {
        cookie: `signalbox-install=${text}`,
      }),
      refusedWith: [400],
    })),
    ...["..%2f..%2fetc", "%00", "1'--", "{}", "9".repeat(400)].map((text) => ({
      name: `injected: ticket ${text.slice(0, 12)}`,
      send: send("GET", `${api}/${victim.installationId}/tickets/${text}`, own),
      refusedWith: [404],
    })),
    ...["-1", "1e99", "NaN", "0.5", "1;2", "%00"].map((text) => ({
      name: `injected: audit after ${text}`,
      send: send("GET", `${api}/${victim.installationId}/audit?after=${text}`, own),
      refusedWith: [400],
    })),
    ...["..%2f7", "-1", "1e9", "7;8"].map((text) => ({
      name: `injected: person ${text}`,
      send: send("GET", `${api}/${victim.installationId}/requesters/${text}`, own),
      refusedWith: [400],
    })),
  ];

  const elsewhere = ["https://evil.example", "null", `${server.url}.evil.example`].flatMap((origin) => [
    {
      name: `origin: ask before, from ${origin}`,
      send: send("OPTIONS", `${api}/${victim.installationId}/policy`, {
        origin,
        "access-control-request-method": "PUT",
      }),
      refusedWith: [404],
    },
    {
      name: `origin: by cookie, from ${origin}`,
      send: send("POST", `${server.url}/tickets/${victim.ticketId}/replay`, {
        origin,
        cookie: `signalbox-session=${victim.tokens.admin}`,
      }),
      refusedWith: [403],
    },
  ]);
  return [...hosts, ...crossed, ...poisoned, ...large, ...wire, ...injected, ...elsewhere];
}

import { createInstallToken, installApp } from "../../../src/services/apps/app-tokens.ts";
import type { Tenant } from "../../support/two-tenants.ts";
import { type Attack, statusOf, type Target } from "./attack.ts";
import { ssrfStrings } from "./request-attacks.ts";

/** What is open without a session: signing in and connecting by a key, and the hooks of the app. */
export async function frontDoorAttacks({ server, victim, attacker }: Target): Promise<Attack[]> {
  const { context } = server.server;
  const tokensOf = async ({ installationId, shop }: Tenant) => {
    const { installToken } = await createInstallToken(context, { installationId, actor: "operator" });
    const { sidebarToken } = await installApp(context, { token: installToken, host: shop.url });
    return { hook: installToken, sidebar: sidebarToken };
  };
  const own = await tokensOf(victim);
  const theirs = await tokensOf(attacker);

  // A body that is not read to its end takes its connection with it, which nobody else must be given.
  const headers = { connection: "close" };
  const form = (path: string, fields: Record<string, string>) => () =>
    statusOf(fetch(server.url + path, { method: "POST", headers, body: new URLSearchParams(fields) }));
  const byKey = ["/sign-in/freshdesk", "/install/freshdesk"].flatMap((path) =>
    ssrfStrings.map((subdomain) => ({
      name: `key: ${path} for ${JSON.stringify(subdomain).slice(0, 30)}`,
      send: form(path, { subdomain, apiKey: "x".repeat(20) }),
      refusedWith: [400],
    })),
  );
  const doors: Attack[] = [
    {
      name: "key: for nobody's help desk",
      send: form("/sign-in/freshdesk", { subdomain: "nobody", apiKey: "x" }),
      refusedWith: [401],
    },
    {
      name: "key: none",
      send: form("/install/freshdesk", { subdomain: "nobody", apiKey: " " }),
      refusedWith: [400],
    },
    ...["zendesk", "__proto__", "constructor", "toString", "%2e%2e"].map((helpdesk) => ({
      name: `key: at ${helpdesk}`,
      send: form(`/sign-in/${helpdesk}`, { subdomain: "acme", apiKey: "x" }),
      refusedWith: [404],
    })),
    {
      name: "key: larger than any",
      send: form("/sign-in/freshdesk", { subdomain: "acme", apiKey: "x".repeat(5_000) }),
      refusedWith: [413],
    },
    { name: "app token: by a stranger", send: form("/install/zendesk/app-token", {}), refusedWith: [401] },
    ...["https://evil.example", "null"].map((origin) => ({
      name: `app token: by cookie, from ${origin}`,
      send: () =>
        statusOf(
          fetch(`${server.url}/install/freshdesk/app-token`, {
            method: "POST",
            headers: { origin, cookie: `signalbox-session=${victim.tokens.admin}` },
          }),
        ),
      refusedWith: [403],
    })),
  ];
  const tried = Array.from(
    { length: 25 },
    (_, index): Attack => ({
      name: `key: guess ${index}`,
      send: form("/sign-in/freshdesk", { subdomain: "guessed", apiKey: `guess-${index}` }),
      refusedWith: index < 10 ? [401] : [401, 429],
    }),
  );

  const hook = (name: string, authorization: string | undefined, body: string) => () =>
    statusOf(
      fetch(`${server.url}/hooks/app/${name}`, {
        method: "POST",
        headers: authorization === undefined ? headers : { ...headers, authorization },
        body,
      }),
    );
  const proofs: Record<string, string | undefined> = {
    nothing: undefined,
    "an empty token": "Bearer ",
    "another scheme": `Basic ${btoa(`${own.hook}:x`)}`,
    "a token cut short": `Bearer ${own.hook.slice(0, -1)}`,
    "a token and more": `Bearer ${own.hook}A`,
    "a token in capitals": `Bearer ${own.hook.toUpperCase()}`,
    "the operator's token": `Bearer ${server.accessToken}`,
    "an admin's session": `Bearer ${victim.tokens.admin}`,
    "a quote": "Bearer ' or 1=1 -- aaaaaaaaaaaa",
  };
  const bodies: Record<string, string> = {
    installed: JSON.stringify({ host: victim.shop.url }),
    events: "{}",
    "ticket-session": JSON.stringify({ ticketId: victim.ticketId }),
    uninstalled: "{}",
  };
  const forged = Object.entries(bodies).flatMap(([name, body]) =>
    Object.entries({
      ...proofs,
      "the other purpose": `Bearer ${name === "ticket-session" ? own.hook : own.sidebar}`,
    }).map(([proof, authorization]) => ({
      name: `hook: ${name} with ${proof}`,
      send: hook(name, authorization, body),
      refusedWith: [401],
    })),
  );
  const nonsense = ["{", "", "null", "[]", "\u0000", `{"id":"x"}`, `{"__proto__":{"polluted":1}}`];
  const bearer = `Bearer ${own.hook}`;
  const hooks: Attack[] = [
    {
      name: "hook: installed twice",
      send: hook("installed", bearer, bodies.installed ?? ""),
      refusedWith: [401],
    },
    ...nonsense.flatMap((body) => [
      { name: `hook: event ${body.slice(0, 20)}`, send: hook("events", bearer, body), refusedWith: [400] },
      {
        name: `hook: session ${body.slice(0, 20)}`,
        send: hook("ticket-session", `Bearer ${own.sidebar}`, body),
        refusedWith: [400],
      },
    ]),
    ...["../1", "1 or 1", "", "-1", "1e3", "9".repeat(40), "1\u0000"].map((ticketId) => ({
      name: `hook: session for ${JSON.stringify(ticketId).slice(0, 20)}`,
      send: hook("ticket-session", `Bearer ${own.sidebar}`, JSON.stringify({ ticketId })),
      refusedWith: [400],
    })),
    {
      name: "hook: session for a ticket that there is none of",
      send: hook("ticket-session", `Bearer ${theirs.sidebar}`, JSON.stringify({ ticketId: "999999" })),
      refusedWith: [404],
    },
    {
      name: "hook: event larger than any",
      send: hook("events", bearer, "x".repeat(280 * 1024)),
      refusedWith: [413],
    },
    {
      name: "hook: session larger than any",
      send: hook("ticket-session", `Bearer ${own.sidebar}`, "x".repeat(5_000)),
      refusedWith: [413],
    },
  ];
  return [...byKey, ...doors, ...tried, ...forged, ...hooks];
}

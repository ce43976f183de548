import { createHmac, createSign, generateKeyPairSync } from "node:crypto";
import { appKeys } from "../../../src/sandbox/zendesk/apps/signed-url.ts";
import { type Attack, statusOf, type Target } from "./attack.ts";

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** Forged, key-confused, truncated and replayed sign-ins. */
export function signInAttacks({ server, victim, attacker }: Target): Attack[] {
  const { shop } = victim;
  const userId = shop.integrationUserId;
  const good = () => shop.signUrlToken({ userId });
  const post = (token: string, page = "sidebar") =>
    statusOf(
      fetch(`${server.url}/app/zendesk/${page}`, { method: "POST", body: new URLSearchParams({ token }) }),
    );
  const refused = (name: string, make: () => string): Attack => ({
    name: `sign-in: ${name}`,
    send: () => post(make()),
    refusedWith: [401],
  });
  const claimsOf = (token: string) =>
    JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;
  const hmac = (alg: string, secret: string) => () => {
    const signed = `${encode({ alg, typ: "JWT" })}.${encode(claimsOf(good()))}`;
    return `${signed}.${createHmac(`sha${alg.slice(2)}`, secret)
      .update(signed)
      .digest("base64url")}`;
  };
  const byStranger = (header: object) => () => {
    const signed = `${encode({ alg: "RS256", ...header })}.${encode(claimsOf(good()))}`;
    return `${signed}.${createSign("RSA-SHA256").update(signed).sign(stranger.privateKey, "base64url")}`;
  };
  const now = () => Math.floor(Date.now() / 1000);
  const host = `${shop.subdomain}.zendesk.com`;
  const other = `${attacker.shop.subdomain}.zendesk.com`;
  const withClaims = (name: string, claims: Record<string, unknown>) =>
    refused(name, () => shop.signUrlToken({ userId, claims }));

  const algorithms = [
    ...["none", "None", "NONE", "nOnE", ""].flatMap((alg) => [
      refused(`alg "${alg}" without signature`, () => `${encode({ alg })}.${encode(claimsOf(good()))}.`),
      refused(`alg "${alg}" with the old one`, () => {
        const [, payload, signature] = good().split(".");
        return `${encode({ alg })}.${payload}.${signature}`;
      }),
    ]),
    ...["HS256", "HS384", "HS512"].flatMap((alg) => [
      refused(`${alg} with the public key as secret`, hmac(alg, appKeys().publicKeyPem)),
      refused(`${alg} with the trimmed public key`, hmac(alg, appKeys().publicKeyPem.trim())),
      refused(`${alg} with an empty secret`, hmac(alg, "")),
    ]),
    ...["RS384", "RS512", "PS256", "ES256", "EdDSA", "dir"].map((alg) =>
      refused(`alg ${alg} in the header`, () => shop.signUrlToken({ userId, header: { alg } })),
    ),
    refused("signed by a stranger", byStranger({})),
    refused(
      "a stranger's key in the header",
      byStranger({ jwk: stranger.publicKey.export({ format: "jwk" }) }),
    ),
    refused("a stranger's key by address", byStranger({ jku: "https://evil.example/keys" })),
    refused("a key id that is a path", byStranger({ kid: "../../../../dev/null" })),
    refused("a critical extension", () => shop.signUrlToken({ userId, header: { crit: ["x"], x: 1 } })),
  ];

  const claims = [
    withClaims("expired", { exp: now() - 61 }),
    withClaims("without end", { exp: undefined }),
    withClaims("an end that is text", { exp: "never" }),
    withClaims("not valid yet", { nbf: now() + 120 }),
    withClaims("without nbf", { nbf: undefined }),
    withClaims("issued in the future", { iat: now() + 120 }),
    withClaims("issued long ago", { iat: now() - 700 }),
    withClaims("without iat", { iat: undefined }),
    ...[
      undefined,
      "",
      other,
      `${host}.evil.example`,
      `evil.example/${host}`,
      `https://${host}`,
      `x@${host}`,
      [host],
      null,
    ].map((iss) => withClaims(`issuer ${JSON.stringify(iss)}`, { iss })),
    ...[
      undefined,
      "",
      host,
      [`https://${host}/api/v2/apps/installations/40000001.json`],
      `https://${other}/api/v2/apps/installations/40000001.json`,
      `https://${host}/api/v2/apps/installations/1.json`,
      `https://${host}/api/v2/apps/installations/40000001.json?x`,
    ].map((aud) => withClaims(`audience ${JSON.stringify(aud)}`, { aud })),
    ...[
      undefined,
      "",
      "7",
      `https://${other}/api/v2/users/${userId}.json`,
      `https://${host}/api/v2/users/${userId}`,
      `https://${host}/api/v2/users/../../x.json`,
      `https://${host}/api/v2/users/1 or 1.json`,
      `https://${host}/api/v2/users/99999999999999999999.json`,
      `https://${host}/api/v2/users/1.json`,
    ].map((sub) => withClaims(`subject ${JSON.stringify(sub)}`, { sub })),
  ];

  const [header = "", payload = "", signature = ""] = good().split(".");
  const whole = `${header}.${payload}.${signature}`;
  const forged = encode({ ...claimsOf(whole), sub: `https://${host}/api/v2/users/${userId + 1}.json` });
  const shapes = [
    ...Array.from({ length: 24 }, (_, index) => Math.floor((whole.length * index) / 24)).map((length) =>
      refused(`cut to ${length} characters`, () => whole.slice(0, length)),
    ),
    refused("with other claims under the same signature", () => `${header}.${forged}.${signature}`),
    refused("with a signature of zeros", () => `${header}.${payload}.${"A".repeat(signature.length)}`),
    refused("with a fourth part", () => `${whole}.x`),
    refused("with a line break", () => whole.replace(".", ".\r\n")),
    refused("the attacker's own app under the victim's name", () =>
      attacker.shop.signUrlToken({ userId, claims: { iss: host } }),
    ),
    { name: "sign-in: larger than any", send: () => post("x".repeat(20_000)), refusedWith: [413] },
    {
      name: "sign-in: in the query",
      send: () => statusOf(fetch(`${server.url}/app/zendesk/sidebar?token=${good()}`)),
      refusedWith: [401],
    },
    {
      name: "sign-in: as JSON",
      send: () =>
        statusOf(
          fetch(`${server.url}/app/zendesk/sidebar`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ token: good() }),
          }),
        ),
      refusedWith: [401],
    },
    {
      name: "sign-in: to a help desk that there is none of",
      send: () =>
        statusOf(
          fetch(`${server.url}/app/__proto__/sidebar`, {
            method: "POST",
            body: new URLSearchParams({ token: good() }),
          }),
        ),
      refusedWith: [404],
    },
  ];
  return [...algorithms, ...claims, ...shapes];
}

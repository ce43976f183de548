import { createHmac } from "node:crypto";
import { findInstallation } from "../../../src/db/queries/installations.ts";
import { sealContext } from "../../../src/services/helpdesk/seal-context.ts";
import { eventBody, signedHeaders } from "../../support/sign-delivery.ts";
import { type Attack, statusOf, type Target } from "./attack.ts";

/** Forged, replayed, truncated and crossed deliveries. */
export async function deliveryAttacks({ server, victim, attacker }: Target): Promise<Attack[]> {
  const { context } = server.server;
  const secretOf = async (installationId: string) => {
    const row = await findInstallation(context.db, installationId);
    const secret = await context.keyring.open(
      row?.sealedSecret ?? "",
      sealContext(installationId, "webhook secret"),
    );
    return { secret, url: `${server.url}/webhooks/zendesk/${row?.endpoint}` };
  };
  const { secret, url } = await secretOf(victim.installationId);
  const theirs = await secretOf(attacker.installationId);
  const body = eventBody({ ticketId: "666" });
  const post = (to: string, headers: Record<string, string>, text = body) =>
    statusOf(fetch(to, { method: "POST", headers, body: text }));
  const at = (skewMs: number) => new Date(Date.now() + skewMs).toISOString();
  const attack = (name: string, headers: () => Record<string, string>, text?: string): Attack => ({
    name: `delivery: ${name}`,
    send: () => post(url, headers(), text),
    refusedWith: [401],
  });
  const signed = (more: Partial<Parameters<typeof signedHeaders>[0]> = {}) =>
    signedHeaders({ secret, body, ...more });
  const changed = (changes: Record<string, string>) => () => ({ ...signed(), ...changes });
  const signature = "x-zendesk-webhook-signature";
  const stamp = "x-zendesk-webhook-signature-timestamp";
  const right = signed()[signature] ?? "";

  return [
    attack("without signature", () => ({ "content-type": "application/json" })),
    attack("without timestamp", changed({ [stamp]: "" })),
    attack("by the vendor's test secret", () =>
      signed({ secret: "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==" }),
    ),
    attack("by an empty secret", () => signed({ secret: "" })),
    attack("by the decoded secret", () =>
      signed({ secret: Buffer.from(secret, "base64").toString("latin1") }),
    ),
    attack("by the attacker's own secret", () => signed({ secret: theirs.secret })),
    {
      name: "delivery: of the victim to the attacker's address",
      send: () => post(theirs.url, signed()),
      refusedWith: [401],
    },
    ...[
      "",
      " ",
      "null",
      "undefined",
      "=",
      right.slice(0, -1),
      `${right}=`,
      right.toLowerCase(),
      Buffer.from(right, "base64").toString("hex"),
    ].map((text, index) => attack(`signature shape ${index}`, changed({ [signature]: text }))),
    ...Array.from({ length: 12 }, (_, index) =>
      attack(`signature cut to ${index * 3}`, changed({ [signature]: right.slice(0, index * 3) })),
    ),
    ...[301_000, 600_000, 86_400_000, -301_000, -86_400_000].map((skewMs) =>
      attack(`replayed ${skewMs / 1000} s apart`, () => signed({ timestamp: at(-skewMs) })),
    ),
    attack("with the time of now on an old signature", () => ({
      ...signed({ timestamp: at(-600_000) }),
      [stamp]: at(0),
    })),
    ...["yesterday", "0", "9".repeat(400), "NaN"].map((timestamp) =>
      attack(`with the time ${timestamp.slice(0, 9)}`, () => signed({ timestamp })),
    ),
    attack("with one byte changed", () => signed(), body.replace("666", "667")),
    attack("with a byte more", () => signed(), `${body} `),
    attack("written anew", () => signed(), JSON.stringify(JSON.parse(body))),
    attack("signed without the time", () => ({
      ...signed(),
      [signature]: createHmac("sha256", secret).update(body).digest("base64"),
    })),
    ...["x", "..", "%2e%2e", "%00", "a".repeat(300), "' or 1=1 --"].map((endpoint) => ({
      name: `delivery: to ${endpoint.slice(0, 12)}`,
      send: () => post(`${server.url}/webhooks/zendesk/${endpoint}`, signed()),
      refusedWith: [404],
    })),
    ...["constructor", "__proto__", "toString", "freshdesk2"].map((helpdesk) => ({
      name: `delivery: for ${helpdesk}`,
      send: () => post(`${server.url}/webhooks/${helpdesk}/x`, signed()),
      refusedWith: [404],
    })),
    ...["{", "", "null", "[]", "\u0000", `{"id":"x"}`, `{"__proto__":{"polluted":1}}`].map((text, index) => ({
      name: `delivery: well signed nonsense ${index}`,
      send: () => post(url, signedHeaders({ secret, body: text }), text),
      refusedWith: [400],
    })),
    {
      name: "delivery: larger than any",
      send: () => post(url, signed(), "x".repeat(256 * 1024 + 1)),
      refusedWith: [413],
    },
  ];
}

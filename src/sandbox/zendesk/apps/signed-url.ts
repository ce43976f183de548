import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import type { World } from "../world.ts";

export type AppKeys = { privateKey: KeyObject; publicKeyPem: string };

/** Made when first asked for, since that takes a moment. The same for every account: the app is one. */
let keys: AppKeys | undefined;

export function appKeys(): AppKeys {
  if (!keys) {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    keys = { privateKey, publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString() };
  }
  return keys;
}

export type SignedUrlInput = {
  userId: number;
  location?: string;
  /** Replace what the vendor would put in, for tests of what must be refused. */
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
};

/** The token that an iframe is first loaded with, as the vendor signs it. */
export function signUrlToken(world: World, input: SignedUrlInput): string {
  const host = `${world.subdomain}.zendesk.com`;
  const nowSeconds = Math.floor(world.clock() / 1_000);
  const header = { alg: "RS256", typ: "JWT", ...input.header };
  const claims = {
    exp: nowSeconds + 300,
    nbf: nowSeconds,
    iat: nowSeconds,
    iss: host,
    aud: `https://${host}/api/v2/apps/installations/${world.app.installationId}.json`,
    sub: `https://${host}/api/v2/users/${input.userId}.json`,
    qsh: world.random.hex(64, `qsh:${input.userId}:${world.count("qsh")}`),
    context: { product: "support", location: input.location ?? "ticket_sidebar" },
    ...input.claims,
  };
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(appKeys().privateKey, "base64url")}`;
}

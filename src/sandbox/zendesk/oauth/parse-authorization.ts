import type { World } from "../world.ts";
import { oauthError, parseScopes } from "./oauth-error.ts";

export type Authorization = {
  redirectUri: string;
  state: string | undefined;
  scopes: string[];
  challenge: string | null;
};

/**
 * Checks a request for consent. An unknown client or address is refused on the spot, for nobody must be sent to an
 * address that was not registered; what else is wrong is told to the registered address.
 */
export function parseAuthorization(
  world: World,
  query: (name: string) => string | undefined,
): { ok: true; request: Authorization } | { ok: false; location: string } {
  const redirectUri = query("redirect_uri") ?? "";
  const { clientId, redirectUris } = world.oauthClient;
  const isRegistered = redirectUris ? redirectUris.includes(redirectUri) : isFit(redirectUri);
  if (query("client_id") !== clientId || !isRegistered) {
    throw oauthError(400, "invalid_client", "Unknown client or redirect address");
  }
  const state = query("state");
  const refuse = (error: string, description: string) => ({
    ok: false as const,
    location: redirectTo(redirectUri, { error, error_description: description, state }),
  });
  if (query("response_type") !== "code") return refuse("unsupported_response_type", "Only code is supported");
  const challenge = query("code_challenge") ?? null;
  if (challenge !== null && query("code_challenge_method") !== "S256") {
    return refuse("invalid_request", "code_challenge_method must be S256");
  }
  if (challenge !== null && !/^[A-Za-z0-9_-]{43}$/.test(challenge)) {
    return refuse("invalid_request", "code_challenge must be the base64url of a SHA-256 digest");
  }
  try {
    const scopes = parseScopes(query("scope"));
    if (world.options.variants.fineScopes === "refused" && isFine(scopes)) throw new Error("refused");
    return { ok: true, request: { redirectUri, state, scopes, challenge } };
  } catch {
    return refuse("invalid_scope", "The requested scope is invalid, unknown, or malformed.");
  }
}

export function redirectTo(address: string, parameters: Record<string, string | undefined>): string {
  const target = new URL(address);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) target.searchParams.set(name, value);
  }
  return target.toString();
}

/** Without a list: https anywhere, http on this machine only. */
function isFit(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "localhost"].includes(hostname));
}

/** Whether any is for one kind of record only. */
export function isFine(scopes: string[]): boolean {
  return scopes.some((scope) => scope.includes(":"));
}

import type { Token, World } from "../world.ts";

type TokenRequest = {
  userId: number;
  scopes: readonly string[];
  clientId: string;
  /** Unlimited when null. */
  accessSeconds: number | null;
  refreshSeconds?: number;
  /** The consent that this token goes back to; a new one when absent. */
  family?: number;
};

export function issueToken(world: World, request: TokenRequest): Token {
  const serial = world.count("token");
  const nowMs = world.clock();
  const { refreshSeconds, accessSeconds } = request;
  const { secondMs } = world.options.oauth;
  const token: Token = {
    id: world.nextId(),
    family: request.family ?? serial,
    token: world.random.hex(64, `token:${serial}`),
    userId: request.userId,
    clientId: request.clientId,
    scopes: [...request.scopes],
    accessSeconds,
    expiresAtMs: accessSeconds === null ? null : nowMs + accessSeconds * secondMs,
    refreshToken: refreshSeconds === undefined ? null : world.random.hex(64, `refresh:${serial}`),
    refreshSeconds: refreshSeconds ?? null,
    refreshExpiresAtMs: refreshSeconds === undefined ? null : nowMs + refreshSeconds * secondMs,
  };
  world.secrets.push(token.token, ...(token.refreshToken ? [token.refreshToken] : []));
  world.tokens.set(token.token, token);
  return token;
}

/** As the token endpoint tells it: lifetimes in the vendor's seconds, whatever a second lasts here. */
export function tokenReply(token: Token) {
  const refresh =
    token.refreshToken === null
      ? {}
      : { refresh_token: token.refreshToken, refresh_token_expires_in: token.refreshSeconds };
  return {
    access_token: token.token,
    token_type: "bearer",
    scope: token.scopes.join(" "),
    expires_in: token.accessSeconds,
    ...refresh,
  };
}

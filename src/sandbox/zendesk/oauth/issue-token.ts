import type { Token, World } from "../world.ts";

type TokenRequest = {
  userId: number;
  scopes: readonly string[];
  clientId: string;
  /** Unlimited when null. */
  accessSeconds: number | null;
  refreshSeconds?: number;
};

export function issueToken(world: World, request: TokenRequest): Token {
  const serial = world.count("token");
  const nowMs = world.clock();
  const { refreshSeconds } = request;
  const token: Token = {
    id: world.nextId(),
    token: world.random.hex(64, `token:${serial}`),
    userId: request.userId,
    clientId: request.clientId,
    scopes: [...request.scopes],
    expiresAtMs: request.accessSeconds === null ? null : nowMs + request.accessSeconds * 1_000,
    refreshToken: refreshSeconds === undefined ? null : world.random.hex(64, `refresh:${serial}`),
    refreshExpiresAtMs: refreshSeconds === undefined ? null : nowMs + refreshSeconds * 1_000,
  };
  world.tokens.set(token.token, token);
  return token;
}

import type { StoredCredentials } from "../../db/queries/credentials.ts";
import type { TokenPair } from "../../ports/helpdesk-oauth.ts";
import type { ServiceContext } from "../context.ts";
import { sealContext } from "./seal-context.ts";

/** A refresh token whose life nobody told is taken to live as long as the shortest that is handed out. */
const assumedRefreshSeconds = 7 * 86_400;

/** Credentials as their row keeps them: sealed, with the time to renew them. */
export async function sealCredentials(
  context: Pick<ServiceContext, "keyring" | "platform">,
  installationId: string,
  pair: TokenPair,
): Promise<StoredCredentials & { sealedCredentials: string }> {
  const { keyring, platform } = context;
  const inSeconds = (seconds: number) => new Date(platform.now() + seconds * 1000).toISOString();
  const { refreshToken, expiresInSeconds } = pair;
  // A minute before the end, or a fifth of a short life: on its way a request must not lose its token.
  const renewIn = (life: number) => life - Math.min(60, life / 5);
  return {
    sealedCredentials: await keyring.seal(pair.accessToken, sealContext(installationId, "credentials")),
    sealedRefreshToken:
      refreshToken === null
        ? null
        : await keyring.seal(refreshToken, sealContext(installationId, "refresh token")),
    renewAt: expiresInSeconds === null ? null : inSeconds(renewIn(expiresInSeconds)),
    refreshExpiresAt:
      refreshToken === null ? null : inSeconds(pair.refreshExpiresInSeconds ?? assumedRefreshSeconds),
  };
}

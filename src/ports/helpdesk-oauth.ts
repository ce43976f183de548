import type { Platform } from "./platform.ts";

/** What the help desk hands out for a consent. */
export interface TokenPair {
  accessToken: string;
  /** Null where access does not wear out. Single use: the next pair brings a new one. */
  refreshToken: string | null;
  /** Null where access does not wear out. */
  expiresInSeconds: number | null;
  refreshExpiresInSeconds: number | null;
}

/** Installation by OAuth authorization code with PKCE. */
export interface HelpdeskOAuth {
  /** Where an admin is asked for consent; always a page of their own help desk. */
  authorizeUrl(input: {
    subdomain: string;
    redirectUri: string;
    state: string;
    /** base64url of the verifier's SHA-256. */
    challenge: string;
    /** Everything that the admin may do, where the help desk has refused to grant less. */
    asksForAll?: boolean;
  }): string;
  /**
   * Undefined where the help desk does not grant the scope that was asked for.
   *
   * @throws HelpdeskError `unauthorized` when the code was used, is too old or is another's.
   */
  exchangeCode(input: {
    subdomain: string;
    code: string;
    verifier: string;
    redirectUri: string;
    /** As when the consent was asked for. */
    asksForAll?: boolean;
    platform: Platform;
  }): Promise<TokenPair | undefined>;
  /**
   * Trades a refresh token for a new pair; the old pair is dead from then on.
   *
   * @throws HelpdeskError `unauthorized` when it was used, revoked or is too old; after `timeout` and `unavailable`
   * nobody knows whether the help desk has made a new pair.
   */
  refresh(input: { subdomain: string; refreshToken: string; platform: Platform }): Promise<TokenPair>;
}

/** What a token of the help desk proves, once it was checked. */
export interface SignedIn {
  userId: string;
  /** Until when the token itself is good, in milliseconds since 1970. */
  expiresAtMs: number;
}

/** The help desk vouches for the person who opens our page inside it. */
export interface HelpdeskSignIn {
  /** Which help desk the token says it is from. Believe nothing yet. */
  readSubdomain(token: string): string | undefined;
  /** Undefined when anything about the token is not exactly as it must be. */
  verify(input: {
    token: string;
    subdomain: string;
    /** SPKI in PEM. */
    publicKey: string;
    appInstallationId: string;
    nowMs: number;
  }): Promise<SignedIn | undefined>;
}

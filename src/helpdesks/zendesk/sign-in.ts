import { decodeJwt, importSPKI, type JWTPayload, jwtVerify } from "jose";
import type { HelpdeskSignIn } from "../../ports/helpdesk-sign-in.ts";
import { subdomainPattern } from "../parse-subdomain.ts";

const maxTokenLength = 8_000;
/** Between Zendesk's clock and ours. */
const leewaySeconds = 60;
/** Zendesk posts a fresh token with each first load; an older one was kept by somebody. */
const maxAgeSeconds = 600;

/** Signed URLs: a token that Zendesk signs with the app's private key. The algorithm is ours to say, not the token's. */
export const zendeskSignIn: HelpdeskSignIn = {
  readSubdomain(token) {
    const issuer = readClaims(token)?.iss;
    const subdomain = typeof issuer === "string" ? /^([^.]+)\.zendesk\.com$/.exec(issuer)?.[1] : undefined;
    return subdomain !== undefined && subdomainPattern.test(subdomain) ? subdomain : undefined;
  },

  async verify({ token, subdomain, publicKey, appInstallationId, nowMs }) {
    if (token.length > maxTokenLength) return undefined;
    const host = `${subdomain}.zendesk.com`;
    try {
      const { payload } = await jwtVerify(token, await importSPKI(publicKey, "RS256"), {
        algorithms: ["RS256"],
        issuer: host,
        audience: `https://${host}/api/v2/apps/installations/${appInstallationId}.json`,
        requiredClaims: ["exp", "nbf", "iat", "sub"],
        clockTolerance: leewaySeconds,
        maxTokenAge: maxAgeSeconds,
        currentDate: new Date(nowMs),
      });
      // A list of audiences could name us among others.
      if (Array.isArray(payload.aud)) return undefined;
      const userId = readUserId(payload.sub, host);
      return userId === undefined ? undefined : { userId, expiresAtMs: (payload.exp ?? 0) * 1000 };
    } catch {
      return undefined;
    }
  },
};

function readClaims(token: string): JWTPayload | undefined {
  if (token.length > maxTokenLength) return undefined;
  try {
    return decodeJwt(token);
  } catch {
    return undefined;
  }
}

function readUserId(subject: string | undefined, host: string): string | undefined {
  const prefix = `https://${host}/api/v2/users/`;
  if (!subject?.startsWith(prefix)) return undefined;
  return /^(\d{1,16})\.json$/.exec(subject.slice(prefix.length))?.[1];
}

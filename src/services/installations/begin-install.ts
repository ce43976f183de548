import { insertAttempt, sweepAttempts } from "../../db/queries/install-attempts.ts";
import { AppError, InputError } from "../../ports/app-error.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { getHelpdesk } from "../helpdesk/get-helpdesk.ts";
import { newSecret, sha256 } from "../secrets.ts";

const lifeMs = 10 * 60_000;
/** More than this at once is nobody installing. */
const maxOpen = 5_000;

/**
 * Prepares the question for consent. The state comes back by way of the help desk and is good once; the browser key
 * stays in the browser that asked, so that nobody can be made to finish another's installation.
 */
export async function beginInstall(
  context: ServiceContext,
  input: { helpdesk: string; subdomain: string; asksForAll?: boolean },
): Promise<{ authorizeUrl: string; browserKey: string }> {
  const helpdesk = getHelpdesk(context, input.helpdesk);
  if (!helpdesk.oauth) {
    throw new InputError("this server has no OAuth client for the help desk; its operator has to set one");
  }
  const subdomain = helpdesk.parseSubdomain(input.subdomain);
  if ((await sweepAttempts(context.db, isoNow(context.platform))) >= maxOpen) {
    throw new AppError("busy", "too many installations are under way; try again in ten minutes", "later");
  }
  const [state, browserKey, verifier] = [newSecret(), newSecret(), newSecret()];
  const stateHash = await sha256(state);
  await insertAttempt(context.db, {
    stateHash,
    browserHash: await sha256(browserKey),
    helpdesk: helpdesk.name,
    subdomain,
    asksForAll: input.asksForAll ?? false,
    sealedVerifier: await context.keyring.seal(verifier, `${stateHash}/verifier`),
    expiresAt: new Date(context.platform.now() + lifeMs).toISOString(),
  });
  const authorizeUrl = helpdesk.oauth.authorizeUrl({
    subdomain,
    redirectUri: redirectUriOf(context, helpdesk.name),
    state,
    challenge: await sha256(verifier),
    ...(input.asksForAll ? { asksForAll: true } : {}),
  });
  return { authorizeUrl, browserKey };
}

/** Registered with the OAuth client of the help desk. */
export function redirectUriOf(context: Pick<ServiceContext, "settings">, helpdesk: string): string {
  return `${context.settings.publicUrl}/install/${helpdesk}/callback`;
}

import { findInstallationBySubdomain } from "../../db/queries/installations.ts";
import type { Installation } from "../../db/schema/index.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import type { HelpdeskClient } from "../../ports/helpdesk.ts";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { ServiceContext } from "../context.ts";
import { getHelpdesk } from "../helpdesk/get-helpdesk.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { isDisconnection } from "../installations/change-status.ts";
import { type OpenedSession, openSession, SignInError } from "./open-session.ts";
import type { PersonRole, Principal } from "./principal.ts";
import { readRole } from "./sign-in-by-helpdesk.ts";

/** One sentence for both, so that nobody learns here which companies are connected. */
const refusal = "this help desk is not connected to Signalbox, or does not accept the key";

/**
 * For help desks that vouch for nobody inside their pages: people show their own API key, which is asked who they are
 * and then forgotten. What they may do is asked with the installation's own key, which fits the account that was
 * connected and no other that may have its name by now.
 *
 * @throws SignInError
 */
export async function signInByKey(
  context: ServiceContext,
  input: { helpdesk: string; subdomain: string; apiKey: string },
): Promise<OpenedSession> {
  const helpdesk = getHelpdesk(context, input.helpdesk);
  if (!helpdesk.apiKey) throw new NotFoundError("a sign-in by key for this help desk");
  const subdomain = helpdesk.parseSubdomain(input.subdomain);
  const installation = await findInstallationBySubdomain(context.db, helpdesk.name, subdomain);
  if (!installation?.sealedCredentials) throw new SignInError(refusal);
  const own = helpdesk.createClient({ subdomain, credentials: input.apiKey, platform: context.platform });
  const me = await own.getCurrentUser().catch((error: unknown) => {
    if (error instanceof HelpdeskError && error.failure === "unauthorized") throw new SignInError(refusal);
    throw error;
  });
  const role = await findRole(context, { installation, own, me });
  if (!role) throw new SignInError("only agents and admins of the help desk may go on");
  const principal: Principal = { kind: "person", installationId: installation.id, userId: me.id, role };
  const session = await openSession(context, { principal, life: "person" });
  await recordAudit(context, {
    installationId: installation.id,
    actor: `user:${me.id}`,
    act: "signed in",
    detail: { role },
  });
  return session;
}

/**
 * While the help desk does not let us in ourselves, somebody has to come who can connect it anew: an admin by the
 * rights of their own key, in an account that knows the agent whose key we had, for numbers are not given twice.
 */
async function findRole(
  context: ServiceContext,
  input: { installation: Installation; own: HelpdeskClient; me: { id: string; isAdmin: boolean } },
): Promise<PersonRole | undefined> {
  const { installation, own, me } = input;
  try {
    return await readRole(context, await openClient(context, installation), installation.id, me.id);
  } catch (error) {
    if (!isDisconnection(error) || !me.isAdmin) throw error;
    return (await own.findPerson?.(installation.integrationUserId)) ? "admin" : undefined;
  }
}

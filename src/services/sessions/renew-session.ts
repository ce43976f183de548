import { deleteSession, extendSession, findSession } from "../../db/queries/sessions.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { isDisconnection } from "../installations/change-status.ts";
import { getInstallation } from "../installations/connect-installation.ts";
import { sha256 } from "../secrets.ts";
import { findPrincipal, SignInError, sessionLives } from "./open-session.ts";
import type { Principal } from "./principal.ts";
import { readRole } from "./sign-in-by-helpdesk.ts";

/** Keeps a page's session alive while it is open, with the role that the help desk tells today. @throws SignInError */
export async function renewSession(
  context: ServiceContext,
  token: string,
  options: { isToBeRevived?: boolean } = {},
): Promise<{ expiresAt: string }> {
  const tokenHash = await sha256(token);
  const at = isoNow(context.platform);
  const session = await findSession(context.db, { tokenHash, at, ...options });
  if (!session?.installationId || !session.userId) throw new SignInError("reload the page to go on");
  const { installationId, userId } = session;
  const client = await openClient(context, await getInstallation(context, installationId));
  const role = await readRole(context, client, installationId, userId);
  if (!role) {
    await deleteSession(context.db, tokenHash);
    throw new SignInError("only agents and admins of the help desk may go on");
  }
  const nextMs = context.platform.now() + sessionLives.bearer.seconds * 1000;
  const expiresAt = new Date(Math.min(nextMs, Date.parse(session.endsAt))).toISOString();
  await extendSession(context.db, tokenHash, { expiresAt, role });
  return { expiresAt };
}

/**
 * A person's cookie, after the quarter of an hour for which the help desk's word is taken: it is asked again. Undefined
 * for a session that has ended, for whoever may not go on, and while the help desk does not let us ask.
 */
export async function reviveSession(context: ServiceContext, token: string): Promise<Principal | undefined> {
  try {
    await renewSession(context, token, { isToBeRevived: true });
  } catch (error) {
    if (error instanceof SignInError || isDisconnection(error)) return undefined;
    throw error;
  }
  return findPrincipal(context, token);
}

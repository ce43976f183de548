import type { Db } from "../../db/database.ts";
import {
  deleteAppTokens,
  findAppToken,
  insertAppToken,
  takeInstallToken,
} from "../../db/queries/app-tokens.ts";
import type { Installation } from "../../db/schema/index.ts";
import { ForbiddenError, UnauthorizedError } from "../../ports/app-error.ts";
import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { getHelpdesk } from "../helpdesk/get-helpdesk.ts";
import { getInstallation } from "../installations/connect-installation.ts";
import { newSecret, sha256 } from "../secrets.ts";

const installLifeMs = 60 * 60_000;
const refusal = "the app's token is not valid; install the app anew";

/** A token that an admin gives to the app while installing it: good once, within an hour. */
export async function createInstallToken(
  context: Pick<ServiceContext, "db" | "platform">,
  input: { installationId: string; actor: Actor },
): Promise<{ installToken: string; expiresAt: string }> {
  const { installationId, actor } = input;
  const installToken = newSecret();
  const expiresAt = new Date(context.platform.now() + installLifeMs).toISOString();
  const tokenHash = await sha256(installToken);
  await insertAppToken(context.db, { tokenHash, installationId, purpose: "install", expiresAt });
  await recordAudit(context, { installationId, actor, act: "app token made" });
  return { installToken, expiresAt };
}

/**
 * The app was installed. Its token is used up by that, and stands from now on for the app's server side, which alone
 * can read what an admin typed in while installing. What the app stores by itself every agent's browser can read, so
 * it is handed no more than the token that opens the sidebar.
 *
 * @param input.host where the app says it was installed; a token is for one help desk
 */
export async function installApp(
  context: ServiceContext,
  input: { token: string; host: string },
): Promise<{ sidebarToken: string }> {
  const tokenHash = await sha256(input.token);
  const taken = await takeInstallToken(context.db, { tokenHash, at: isoNow(context.platform) });
  if (!taken) throw new UnauthorizedError(refusal);
  const { installationId } = taken;
  const installation = await getInstallation(context, installationId);
  checkHost(context, installation, input.host);
  const sidebarToken = newSecret();
  const sidebarHash = await sha256(sidebarToken);
  const lasting = { installationId, expiresAt: null };
  await context.db.transaction(async (tx: Db) => {
    await deleteAppTokens(tx, installationId);
    await insertAppToken(tx, { ...lasting, tokenHash, purpose: "hook" });
    await insertAppToken(tx, { ...lasting, tokenHash: sidebarHash, purpose: "sidebar" });
    await recordAudit({ ...context, db: tx }, { installationId, actor: "system", act: "app installed" });
  });
  return { sidebarToken };
}

/** The installation that an app's token stands for. @throws UnauthorizedError */
export async function getAppInstallation(
  context: Pick<ServiceContext, "db">,
  input: { token: string; purpose: "hook" | "sidebar" },
): Promise<Installation> {
  const tokenHash = await sha256(input.token);
  const row = await findAppToken(context.db, { tokenHash, purpose: input.purpose });
  const installation = row && (await getInstallation(context, row.installationId));
  if (!installation || installation.status === "uninstalled") throw new UnauthorizedError(refusal);
  return installation;
}

function checkHost(context: ServiceContext, installation: Installation, host: string): void {
  const origin = getHelpdesk(context, installation.helpdesk).originOf(installation.subdomain);
  const told = /^(?:https?:\/\/)?([\w.:-]{1,200})\/?$/.exec(host.trim())?.[1]?.toLowerCase();
  if (told !== new URL(origin).host) {
    throw new ForbiddenError(
      "this token is for another help desk; make one in this help desk's own settings",
    );
  }
}

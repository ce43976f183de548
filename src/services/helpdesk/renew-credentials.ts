import {
  claimRefresh,
  endCredentials,
  releaseRefresh,
  type StoredCredentials,
  storeRenewed,
} from "../../db/queries/credentials.ts";
import { findInstallation } from "../../db/queries/installations.ts";
import type { Installation } from "../../db/schema/index.ts";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import type { TokenPair } from "../../ports/helpdesk-oauth.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { disconnectInstallation } from "../installations/change-status.ts";
import { getHelpdesk } from "./get-helpdesk.ts";
import { sealContext } from "./seal-context.ts";
import { sealCredentials } from "./seal-credentials.ts";

/** Longer than a request to a help desk may take, so that a living process never loses its claim. */
const leaseSeconds = 30;
const pollMs = 50;

/**
 * Trades the refresh token for a new pair: exactly once, whichever processes ask at the same time. The pair is
 * stored before anybody uses it. A process that ends between the help desk's reply and the commit leaves a refresh
 * token that is used up; the next attempt finds that out, and the installation asks to be connected anew.
 *
 * @param input.refused the sealed credentials that are no longer to be used
 * @returns credentials that are not the refused ones
 * @throws HelpdeskError `unauthorized` when the help desk must be connected anew
 */
export async function renewCredentials(
  context: ServiceContext,
  input: { installationId: string; refused: string },
): Promise<string> {
  const deadlineMs = context.platform.now() + leaseSeconds * 1000;
  for (;;) {
    const installation = await findInstallation(context.db, input.installationId);
    if (!installation?.sealedCredentials) throw reconnect("the help desk is not connected any more");
    if (installation.sealedCredentials !== input.refused) return openCredentials(context, installation);
    const { sealedRefreshToken, refreshExpiresAt, refreshStartedAt } = installation;
    if (!sealedRefreshToken || !refreshExpiresAt || Date.parse(refreshExpiresAt) <= context.platform.now()) {
      throw reconnect(installation.statusReason ?? "access to the help desk has ended; connect it anew");
    }
    const claim = { installationId: installation.id, sealedRefreshToken };
    if (await claimRefresh(context.db, { ...claim, leaseSeconds })) {
      return refreshNow(context, { installation, claim, wasCutOff: refreshStartedAt !== null });
    }
    if (context.platform.now() > deadlineMs) {
      throw new HelpdeskError("unavailable", "another process is renewing the access", { afterSeconds: 5 });
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

interface Claimed {
  installation: Installation;
  claim: { installationId: string; sealedRefreshToken: string };
  /** An earlier attempt ended without a word. */
  wasCutOff: boolean;
}

async function refreshNow(context: ServiceContext, claimed: Claimed): Promise<string> {
  const { installation, claim } = claimed;
  const { oauth } = getHelpdesk(context, installation.helpdesk);
  if (!oauth) throw reconnect("this server has no OAuth client for the help desk any more");
  const refreshToken = await context.keyring.open(
    claim.sealedRefreshToken,
    sealContext(installation.id, "refresh token"),
  );
  let pair: TokenPair;
  try {
    pair = await oauth.refresh({
      subdomain: installation.subdomain,
      refreshToken,
      platform: context.platform,
    });
  } catch (error) {
    return handleFailure(context, claimed, error);
  }
  const renewed: StoredCredentials = await sealCredentials(context, installation.id, pair);
  const isStored = await storeRenewed(context.db, { ...claim, renewed });
  context.platform.log.info("access renewed", { installationId: installation.id, isStored });
  // Somebody connected it anew meanwhile; what they brought is newer than ours.
  if (!isStored) return currentCredentials(context, installation.id);
  return pair.accessToken;
}

async function handleFailure(context: ServiceContext, claimed: Claimed, error: unknown): Promise<string> {
  const { installation, claim } = claimed;
  if (!(error instanceof HelpdeskError)) throw error;
  // Refused for another reason than the token, so the token is as good as before.
  if (["rate-limited", "forbidden", "account-gone"].includes(error.failure)) {
    await releaseRefresh(context.db, claim);
  }
  if (error.failure !== "unauthorized") throw error;
  // A process that lost its claim while it slept may have been faster after all.
  const latest = await findInstallation(context.db, installation.id);
  if (latest?.sealedCredentials && latest.sealedRefreshToken !== claim.sealedRefreshToken) {
    return openCredentials(context, latest);
  }
  await endCredentials(context.db, { ...claim, at: isoNow(context.platform) });
  const reason = claimed.wasCutOff
    ? "Signalbox was stopped in the very moment in which the help desk gave it new access; connect the help desk anew"
    : `${error.message}; connect the help desk anew`;
  await disconnectInstallation(context, { installationId: installation.id, reason });
  throw reconnect(reason);
}

async function currentCredentials(context: ServiceContext, installationId: string): Promise<string> {
  const installation = await findInstallation(context.db, installationId);
  if (!installation) throw reconnect("the help desk is not connected any more");
  return openCredentials(context, installation);
}

/** @throws HelpdeskError `unauthorized` for an installation that keeps none any more */
export async function openCredentials(context: ServiceContext, installation: Installation): Promise<string> {
  const { id, sealedCredentials } = installation;
  if (!sealedCredentials) throw reconnect("the help desk is not connected any more");
  return context.keyring.open(sealedCredentials, sealContext(id, "credentials"));
}

function reconnect(reason: string): HelpdeskError {
  return new HelpdeskError("unauthorized", reason, "later");
}

import type { Db } from "../../db/database.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import {
  findInstallation,
  findInstallationBySubdomain,
  saveInstallation,
  updateInstallation,
} from "../../db/queries/installations.ts";
import { findActivePolicy } from "../../db/queries/policies.ts";
import { listGroups } from "../../db/queries/roster.ts";
import type { Installation } from "../../db/schema/index.ts";
import { AppError, InputError } from "../../ports/app-error.ts";
import type { AccountFinding, Helpdesk, HelpdeskClient } from "../../ports/helpdesk.ts";
import type { TokenPair } from "../../ports/helpdesk-oauth.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { getHelpdesk } from "../helpdesk/get-helpdesk.ts";
import { openCredentials } from "../helpdesk/renew-credentials.ts";
import { sealCredentials } from "../helpdesk/seal-credentials.ts";
import { getLearning } from "../learning/get-learning.ts";
import { startImport } from "../learning/start-import.ts";
import { savePolicy } from "../policies/save-policy.ts";
import { syncRoster } from "../roster/sync-roster.ts";
import { findKnownInstallation } from "./find-known-installation.ts";
import { firstPolicy } from "./first-policy.ts";
import { subscribeInstallation } from "./subscribe-installation.ts";

export interface Established {
  installationId: string;
  /** Who gave the access; an admin of the help desk, by its own word. */
  userId: string;
  findings: AccountFinding[];
}

/**
 * Connects a help desk, or connects it anew: checks rights and plan, creates the webhook through the vendor's API,
 * fetches its signing secret, reads the roster, and leaves a policy that writes nothing yet.
 */
export async function establishInstallation(
  context: ServiceContext,
  input: { helpdesk: string; subdomain: string; pair: TokenPair },
): Promise<Established> {
  const helpdesk = getHelpdesk(context, input.helpdesk);
  const subdomain = helpdesk.parseSubdomain(input.subdomain);
  const { accessToken } = input.pair;
  const client = helpdesk.createClient({ subdomain, credentials: accessToken, platform: context.platform });
  const { userId, findings } = await checkAccount(client);

  const known = await findKnownInstallation(context, { helpdesk, subdomain, client });
  const former = known && (await openFormer(context, helpdesk, known));
  const id = known?.id ?? `ins_${context.platform.newId()}`;
  await saveRow(context, { id, known, helpdesk, subdomain, userId, findings, pair: input.pair });

  const installation = await findInstallation(context.db, id);
  if (!installation) throw new AppError("conflict", "the help desk was deleted meanwhile; connect it again");
  await subscribeInstallation(context, installation, client);
  await syncRoster(context, installation);
  if (!(await findActivePolicy(context.db, id))) {
    const groups = await listGroups(context.db, id);
    await savePolicy(context, { installationId: id, document: firstPolicy(groups) });
  }
  const at = isoNow(context.platform);
  await updateInstallation(context.db, id, { status: "active", statusReason: null, statusSince: at });
  const { settings } = await getLearning(context, id);
  // The tickets at hand come first, and whoever installs wants to look around.
  if (settings.readsHistory) await startImport(context, { installationId: id, delaySeconds: 60 });
  await recordAudit(context, {
    installationId: id,
    actor: `user:${userId}`,
    act: known ? "connected anew" : "connected",
    detail: { helpdesk: helpdesk.name, subdomain, findings: findings.map(({ text }) => text) },
  });
  context.platform.log.info("installation connected", { installationId: id, helpdesk: helpdesk.name });
  // What an earlier consent left would go on working for as long as it lives.
  await former?.revokeAccess?.().catch(() => undefined);
  return { installationId: id, userId, findings };
}

/** The access that an earlier consent gave; it is not renewed, or it would turn into the new one. */
async function openFormer(
  context: ServiceContext,
  helpdesk: Helpdesk,
  known: Installation,
): Promise<HelpdeskClient | undefined> {
  if (!known.sealedRefreshToken) return undefined;
  const credentials = await openCredentials(context, known).catch(() => undefined);
  if (credentials === undefined) return undefined;
  return helpdesk.createClient({ subdomain: known.subdomain, credentials, platform: context.platform });
}

async function checkAccount(client: HelpdeskClient): Promise<{ userId: string; findings: AccountFinding[] }> {
  const user = await client.getCurrentUser();
  if (!user.isAdmin) throw new InputError("the access token must be an admin's, for webhooks need one");
  const findings = (await client.checkAccount?.()) ?? [];
  const blockers = findings.filter((finding) => finding.severity === "blocker");
  if (blockers.length > 0) throw new InputError(blockers.map(({ text }) => text).join("\n"));
  return { userId: user.id, findings };
}

/** The row comes first: a delivery that arrives early finds its endpoint and is asked to come again. */
async function saveRow(
  context: ServiceContext,
  input: {
    id: string;
    known: Installation | undefined;
    helpdesk: Helpdesk;
    subdomain: string;
    userId: string;
    findings: AccountFinding[];
    pair: TokenPair;
  },
): Promise<void> {
  const { id, known, helpdesk, subdomain } = input;
  const credentials = await sealCredentials(context, id, input.pair);
  const at = isoNow(context.platform);
  const isBack = known?.status === "uninstalled";
  await context.db.transaction(async (tx: Db) => {
    await lockInstallation(tx, `${helpdesk.name}/${subdomain}`);
    const holder = await findInstallationBySubdomain(tx, helpdesk.name, subdomain);
    if (holder && holder.id !== id && holder.status !== "uninstalled") {
      throw new AppError("conflict", "this help desk was connected a moment ago by somebody else", "later");
    }
    await saveInstallation(tx, {
      id,
      helpdesk: helpdesk.name,
      subdomain,
      endpoint: known?.endpoint ?? newEndpoint(),
      // Connecting anew and failing must not take a help desk out of the sweep that was in it.
      status: !known || isBack ? "connecting" : known.status,
      statusReason: isBack ? null : (known?.statusReason ?? null),
      statusSince: !known || isBack ? at : known.statusSince,
      findings: input.findings,
      integrationUserId: input.userId,
      ...credentials,
      refreshStartedAt: null,
      deleteAfter: null,
      // What came in while it was uninstalled is the team's own.
      ...(isBack ? { createdAt: at, sweptUntil: null } : {}),
    });
  });
}

/** 192 random bits: whoever does not know the address cannot guess it. */
function newEndpoint(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

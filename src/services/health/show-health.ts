import { listLatestDeliveries } from "../../db/queries/deliveries.ts";
import { findActivePolicy } from "../../db/queries/policies.ts";
import { countArrivals, countCycles } from "../../db/queries/register.ts";
import { listAgents, listGroups } from "../../db/queries/roster.ts";
import type { Installation } from "../../db/schema/index.ts";
import type { LimitState } from "../../ports/helpdesk.ts";
import type { RosterFact } from "../../ports/helpdesk-roster.ts";
import type { ServiceContext } from "../context.ts";
import { getHelpdesk } from "../helpdesk/get-helpdesk.ts";
import { getInstallation } from "../installations/connect-installation.ts";

const dayMs = 86_400_000;

export interface HealthView {
  installation: Pick<
    Installation,
    "id" | "helpdesk" | "subdomain" | "status" | "statusReason" | "statusSince" | "findings" | "createdAt"
  >;
  webhook: { isPresent: boolean; checkedAt: string | null; lastDeliveryAt: string | null };
  /** What the help desk's own listing was last asked for, in case a webhook was missed. */
  sweptUntil: string | null;
  roster: {
    syncedAt: string | null;
    groups: number;
    agents: number;
    helpdeskPicks: boolean;
    /** What the help desk's plan or our rights there do not tell, so that our own settings have to. */
    untold: RosterFact[];
  };
  policy: { version: number; mode: string } | null;
  tickets: {
    /** To be routed, held, and by the end of the last day's: how many, and since when the oldest. */
    states: { state: string; tickets: number; oldest: string }[];
    /** Of the last day; hours without a ticket are left out. */
    arrivals: { hour: string; tickets: number }[];
  };
  /** Of the help desk's limits, as its last replies to this process told. */
  limits: LimitState[];
}

/** Whether everything runs, in figures. @throws NotFoundError */
export async function showHealth(
  context: ServiceContext,
  input: { installationId: string },
): Promise<HealthView> {
  const { installationId } = input;
  const { db, platform } = context;
  const installation = await getInstallation(context, installationId);
  const { id, helpdesk, subdomain, status, statusReason, statusSince, findings, createdAt } = installation;
  const since = new Date(platform.now() - dayMs).toISOString();
  const [last] = await listLatestDeliveries(db, installationId, 1);
  const policy = await findActivePolicy(db, installationId);
  return {
    installation: { id, helpdesk, subdomain, status, statusReason, statusSince, findings, createdAt },
    webhook: {
      isPresent: installation.subscriptionId !== null,
      checkedAt: installation.subscriptionCheckedAt,
      lastDeliveryAt: last?.receivedAt ?? null,
    },
    sweptUntil: installation.sweptUntil,
    roster: {
      syncedAt: installation.rosterSyncedAt,
      groups: (await listGroups(db, installationId)).length,
      agents: (await listAgents(db, installationId)).filter(({ active }) => active).length,
      helpdeskPicks: installation.helpdeskPicks,
      untold: installation.rosterUntold ?? [],
    },
    policy: policy ? { version: policy.version, mode: policy.document.mode } : null,
    tickets: {
      states: await countCycles(db, { installationId, since }),
      arrivals: await countArrivals(db, { installationId, since }),
    },
    limits: getHelpdesk(context, helpdesk).limitsOf?.(subdomain) ?? [],
  };
}

import { listLatestDeliveries, listRejections } from "../../db/queries/deliveries.ts";
import { searchCycles } from "../../db/queries/register.ts";
import type { ServiceContext } from "../context.ts";
import type { RegisterLine } from "../register/search-register.ts";
import { type Named, withEventNames } from "./name-event.ts";

export interface DeliveriesView {
  /** Tickets that could not be routed, with the reason; the latest first. */
  failed: RegisterLine[];
  /** What was refused, counted by day and reason; of strangers as well, for they know the address. */
  refused: { day: string; reason: string; count: number; lastAt: string }[];
  latest: Named<Awaited<ReturnType<typeof listLatestDeliveries>>>;
}

const failedInView = 200;
const latestInView = 100;

/** What the help desk reported, and what could not be done about it. */
export async function listDeliveriesView(
  { db }: Pick<ServiceContext, "db">,
  input: { installationId: string },
): Promise<DeliveriesView> {
  const { installationId } = input;
  const latest = await listLatestDeliveries(db, installationId, latestInView);
  const refused = await listRejections(db, installationId);
  return {
    failed: await searchCycles(db, {
      installationId,
      filter: { state: "failed", isLatest: true },
      limit: failedInView,
    }),
    refused: refused.map(({ day, reason, count, lastAt }) => ({ day, reason, count, lastAt })),
    latest: withEventNames(latest),
  };
}

import type { Bag } from "../../classifier/features/bag.ts";
import { featureVersion } from "../../classifier/model.ts";
import { listExamples } from "../../db/queries/learning-examples.ts";
import { listWantedGroups } from "../../db/queries/wrong-places.ts";
import type { Learning, LearningExample, ModelTarget } from "../../db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { effortBandOf } from "./effort-bands.ts";
import { openExampleVault } from "./open-example-vault.ts";

export type KeptTicket = Pick<LearningExample, "ticketId" | "groupId" | "priority" | "effortMinutes"> & {
  bag: Bag;
};

/** Decrypted at a time, so that deliveries are answered meanwhile. */
const batchSize = 100;

/**
 * What solved tickets teach, oldest first. Where somebody said that a ticket belongs elsewhere, that is believed
 * rather than where it ended.
 */
export async function loadExamples(
  context: Pick<ServiceContext, "db" | "keyring" | "platform">,
  learning: Learning,
): Promise<KeptTicket[]> {
  const { installationId } = learning;
  const vault = await openExampleVault(context, learning);
  const wanted = await listWantedGroups(context.db, installationId);
  const rows = await listExamples(context.db, { installationId, featureVersion });
  const tickets: KeptTicket[] = [];
  for (let start = 0; start < rows.length; start += batchSize) {
    const batch = rows.slice(start, start + batchSize).map(async (row) => ({
      ticketId: row.ticketId,
      groupId: wanted.get(row.ticketId) ?? row.groupId,
      priority: row.priority,
      effortMinutes: row.effortMinutes,
      bag: await vault.open(row),
    }));
    tickets.push(...(await Promise.all(batch)));
    await context.platform.nextTurn();
  }
  return tickets;
}

export function labelOf(ticket: Omit<KeptTicket, "bag">, target: ModelTarget): string | undefined {
  if (target === "group") return ticket.groupId ?? undefined;
  if (target === "priority") return ticket.priority ?? undefined;
  return ticket.effortMinutes === null ? undefined : effortBandOf(ticket.effortMinutes);
}

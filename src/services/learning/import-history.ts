import { bagOf } from "../../classifier/features/bag.ts";
import { featureVersion } from "../../classifier/model.ts";
import type { Db } from "../../db/database.ts";
import { findInstallation } from "../../db/queries/installations.ts";
import { findLearning, moveImport, updateLearning } from "../../db/queries/learning.ts";
import { saveExamples, trimExamples } from "../../db/queries/learning-examples.ts";
import type { Learning, LearningExample } from "../../db/schema/index.ts";
import type { HistoryPage } from "../../ports/helpdesk.ts";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import type { Ticket } from "../../routing/ticket.ts";
import { readDocument } from "../../signals/read-document.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { readEffortMinutes } from "./effort-bands.ts";
import { type ExampleVault, openExampleVault } from "./open-example-vault.ts";
import { enqueueImport } from "./start-import.ts";
import { startTraining } from "./start-training.ts";

/** More teach hardly anything, and training has to fit into the memory of a small server. */
export const mostExamples = 10_000;
/** A message's handler is over before the queue takes it for lost; the next one goes on. */
const sliceMs = 60_000;
const retrySeconds = 60;

export type ImportOutcome = "not importing" | "up to date" | "goes on" | "failed" | "in other hands";

/**
 * Reads the help desk's solved tickets page by page and keeps of each where it ended and its n-grams. Every page is
 * stored together with the place where the next one begins, so that a crash costs one page. While a limit is used up
 * it waits, and after a slice of time it lets others go first.
 */
export async function importHistory(
  context: ServiceContext,
  { installationId }: { installationId: string },
): Promise<ImportOutcome> {
  const installation = await findInstallation(context.db, installationId);
  const learning = await findLearning(context.db, installationId);
  if (installation?.status !== "active" || learning?.importState !== "importing") return "not importing";
  const client = await openClient(context, installation);
  if (!client.readHistory) return fail(context, learning, "This help desk does not give its history away.");
  const vault = await openExampleVault(context, learning);
  const sinceIso = learning.importSince ?? isoNow(context.platform);
  const endMs = context.platform.now() + sliceMs;
  let cursor = learning.importCursor;
  try {
    while (context.platform.now() < endMs) {
      const page = await client.readHistory({ sinceIso, cursor });
      const isOurs = await storePage(context, { learning, vault, cursor, page });
      if (!isOurs) return "in other hands";
      cursor = page.cursor;
      if (!page.isLast) continue;
      await startTraining(context, { installationId, onlyIfWorthwhile: true });
      return "up to date";
    }
  } catch (error) {
    if (!(error instanceof HelpdeskError)) throw error;
    if (error.retry === "never") return fail(context, learning, error.message);
    const seconds = typeof error.retry === "object" ? error.retry.afterSeconds : retrySeconds;
    await updateLearning(context.db, installationId, {
      importReason: `Waiting: ${error.message}.`,
      importMovedAt: isoNow(context.platform),
    });
    return goOn(context, installationId, seconds);
  }
  return goOn(context, installationId, 0);
}

async function storePage(
  context: ServiceContext,
  input: { learning: Learning; vault: ExampleVault; cursor: string | null; page: HistoryPage },
): Promise<boolean> {
  const { learning, page, cursor } = input;
  const { installationId } = learning;
  const rows: LearningExample[] = [];
  for (const ticket of page.tickets) {
    if (ticket.status !== "solved" && ticket.status !== "closed") continue;
    rows.push(await toExample(input, ticket));
    // Reading a long mail takes a millisecond, and deliveries are not to wait for a whole page.
    if (rows.length % 20 === 0) await context.platform.nextTurn();
  }
  return context.db.transaction(async (tx: Db) => {
    const isOurs = await moveImport(
      tx,
      { installationId, cursor },
      {
        importCursor: page.cursor,
        importedUntil: page.reachedIso,
        importReason: null,
        importMovedAt: isoNow(context.platform),
        newlyRead: page.tickets.length,
        ...(page.isLast ? { importState: "up to date" as const } : {}),
      },
    );
    if (!isOurs) return false;
    await saveExamples(tx, rows);
    await trimExamples(tx, installationId, mostExamples);
    return true;
  });
}

async function toExample(
  { learning, vault }: { learning: Learning; vault: ExampleVault },
  ticket: Ticket,
): Promise<LearningExample> {
  return {
    installationId: learning.installationId,
    ticketId: ticket.id,
    requesterId: ticket.requester.id || null,
    groupId: ticket.groupId,
    priority: ticket.priority,
    effortMinutes: readEffortMinutes(ticket, learning.settings),
    createdAt: ticket.createdAt,
    endedAt: ticket.updatedAt,
    featureVersion,
    sealedBag: await vault.seal(ticket.id, bagOf(readDocument(ticket))),
  };
}

async function fail(context: ServiceContext, learning: Learning, reason: string): Promise<"failed"> {
  const { installationId } = learning;
  await updateLearning(context.db, installationId, {
    importState: "failed",
    importReason: reason,
    importMovedAt: isoNow(context.platform),
  });
  context.platform.log.warn("the history cannot be read", { installationId, reason });
  return "failed";
}

async function goOn(
  context: ServiceContext,
  installationId: string,
  delaySeconds: number,
): Promise<"goes on"> {
  await enqueueImport(context, { installationId, delaySeconds });
  return "goes on";
}

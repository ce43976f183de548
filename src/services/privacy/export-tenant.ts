import { listTenantTables, listTicketsOfRequester, readTenantRows } from "../../db/queries/tenant-data.ts";
import type { ServiceContext } from "../context.ts";
import { getInstallation } from "../installations/connect-installation.ts";

/** Sealed secrets and hashes of sign-ins are of no use to anybody but us. */
const leftOut = /^sealed|Hash$|^endpoint$/;
const tablesLeftOut = new Set(["sessions", "appTokens"]);

/**
 * All that is kept of an installation, or with `requesterId` of one person who wrote to it: a JSON object a line,
 * `{"table": …, "row": …}`.
 */
export async function* exportTenant(
  context: Pick<ServiceContext, "db">,
  input: { installationId: string; requesterId?: string },
): AsyncGenerator<string> {
  const { installationId, requesterId } = input;
  await getInstallation(context, installationId);
  const ticketIds =
    requesterId === undefined
      ? undefined
      : await listTicketsOfRequester(context.db, installationId, requesterId);
  for (const table of listTenantTables()) {
    if (tablesLeftOut.has(table.name)) continue;
    const filter = ticketIds === undefined ? { installationId } : { installationId, ticketIds };
    for (const row of await readTenantRows(context.db, table, filter)) {
      const shown = Object.fromEntries(Object.entries(row).filter(([column]) => !leftOut.test(column)));
      yield `${JSON.stringify({ table: table.name, row: shown })}\n`;
    }
  }
}

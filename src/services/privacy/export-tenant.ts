import { listTenantTables, listTicketsOfRequester, readTenantRows } from "../../db/queries/tenant-data.ts";
import type { ServiceContext } from "../context.ts";
import { getInstallation } from "../installations/connect-installation.ts";

/** Sealed secrets and hashes of sign-ins are of no use to anybody but us. */
const leftOut = /^sealed|Hash$|^endpoint$/;
const tablesLeftOut = new Set(["sessions", "appTokens"]);

/**
 * All that is kept of an installation, or with `requesterId` of one person who wrote to it: a JSON object a line,
 * `{"table": …, "row": …}`, with bytes in base64.
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
      const shown = Object.fromEntries(
        Object.entries(row)
          .filter(([column]) => !leftOut.test(column))
          .map(([column, value]) => [column, value instanceof Uint8Array ? toBase64(value) : value]),
      );
      yield `${JSON.stringify({ table: table.name, row: shown })}\n`;
    }
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

import { listAudit } from "../../db/queries/audit-log.ts";
import type { ServiceContext } from "../context.ts";

const page = 500;

/** The audit log of an installation from its beginning, or after a position: a JSON object a line. */
export async function* exportAudit(
  context: Pick<ServiceContext, "db">,
  input: { installationId: string; after: number },
): AsyncGenerator<string> {
  for (let { after } = input; ; ) {
    const entries = await listAudit(context.db, input.installationId, { after, limit: page });
    for (const entry of entries) yield `${JSON.stringify(entry)}\n`;
    const last = entries.at(-1);
    if (!last || entries.length < page) return;
    after = last.position;
  }
}

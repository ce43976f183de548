import type { Db } from "../../db/database.ts";
import { insertAudit } from "../../db/queries/audit-log.ts";
import { isoNow, type ServiceContext } from "../context.ts";

/** `system` for what happens by the clock, `operator` for this server's own, `user:` and the help desk's id for people. */
export type Actor = "system" | "operator" | `user:${string}`;

/** Adds a line to the audit log; within `db`'s transaction, where it is one. */
export async function recordAudit(
  context: Pick<ServiceContext, "platform"> & { db: Db },
  input: { installationId: string; actor: Actor; act: string; detail?: Record<string, unknown> },
): Promise<void> {
  const { installationId, actor, act, detail = {} } = input;
  await insertAudit(context.db, { installationId, at: isoNow(context.platform), actor, act, detail });
}

import * as z from "zod";
import { deleteLead, deleteSessionsOf, saveLead } from "../../db/queries/sessions.ts";
import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { isoNow, type ServiceContext } from "../context.ts";

export const LeadInput = z.strictObject({ role: z.enum(["agent", "lead"]) });

/** Makes an agent a lead, or an agent again. What they have open ends, so that the change is at once. */
export async function setLead(
  context: Pick<ServiceContext, "db" | "platform">,
  input: { installationId: string; userId: string; role: "agent" | "lead"; actor: Actor },
): Promise<void> {
  const { installationId, userId, role, actor } = input;
  if (role === "lead") {
    await saveLead(context.db, { installationId, userId, role, since: isoNow(context.platform) });
  } else await deleteLead(context.db, installationId, userId);
  await deleteSessionsOf(context.db, installationId, userId);
  await recordAudit(context, { installationId, actor, act: "role changed", detail: { userId, role } });
}

import type { Request } from "../request.ts";
import { isLatestFirst, listAudits } from "./audits.ts";

/** Whether an agent did anything to a ticket since then: every comment and every change is an audit. */
export async function hasActedInZendesk(
  request: Request,
  { ticketId, agentId, sinceIso }: { ticketId: string; agentId: string; sinceIso: string },
): Promise<boolean> {
  // Stamps are whole seconds.
  const sinceMs = Math.floor(Date.parse(sinceIso) / 1000) * 1000;
  for await (const audits of listAudits(request, ticketId)) {
    const recent = audits.filter((audit) => Date.parse(audit.created_at ?? "") >= sinceMs);
    if (recent.some((audit) => audit.author_id === agentId)) return true;
    if (isLatestFirst(audits) && recent.length < audits.length) return false;
  }
  return false;
}

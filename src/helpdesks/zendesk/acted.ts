import { numericId } from "../numeric-id.ts";
import { parseReply, type Request } from "../request.ts";
import { AuditsPage } from "./api-types.ts";
import { expectOk } from "./refusal.ts";

/** Whether an agent did anything to a ticket since then: every comment and every change is an audit. */
export async function hasActedInZendesk(
  request: Request,
  { ticketId, agentId, sinceIso }: { ticketId: string; agentId: string; sinceIso: string },
): Promise<boolean> {
  const path = `/api/v2/tickets/${numericId(ticketId)}/audits.json?page[size]=100&sort=-created_at`;
  const { audits } = parseReply(AuditsPage, expectOk(await request({ method: "GET", path })).json);
  // Stamps are whole seconds.
  const sinceMs = Math.floor(Date.parse(sinceIso) / 1000) * 1000;
  return audits.some((audit) => audit.author_id === agentId && Date.parse(audit.created_at ?? "") >= sinceMs);
}

import { numericId } from "../numeric-id.ts";
import { parseReply, type Request } from "../request.ts";
import { ConversationsPage } from "./api-types.ts";
import { expectOk } from "./refusal.ts";

const pageSize = 100;

/**
 * Whether an agent wrote anything on a ticket since then. Freshdesk tells of replies and notes; of changes it keeps no
 * record. Where a ticket has more than a page of them the answer is yes: nobody is to lose a ticket by mistake.
 */
export async function hasActedInFreshdesk(
  request: Request,
  { ticketId, agentId, sinceIso }: { ticketId: string; agentId: string; sinceIso: string },
): Promise<boolean> {
  const path = `/api/v2/tickets/${numericId(ticketId)}/conversations?per_page=${pageSize}`;
  const conversations = parseReply(ConversationsPage, expectOk(await request({ method: "GET", path })).json);
  const sinceMs = Math.floor(Date.parse(sinceIso) / 1000) * 1000;
  return (
    conversations.length >= pageSize ||
    conversations.some((one) => one.user_id === agentId && Date.parse(one.created_at ?? "") >= sinceMs)
  );
}

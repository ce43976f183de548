import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import type { Reply } from "../request.ts";
import { ErrorReply } from "./api-types.ts";

/**
 * Why Freshdesk took nothing of a write. It checks the whole form each time, so it may name a field that the write
 * did not touch; then the admin is told what would help.
 */
export function mapRefusal(
  reply: Reply,
  written: Record<string, unknown>,
): { field: string | null; reason: string } {
  const error = ErrorReply.safeParse(reply.json);
  const errors = (error.success && error.data.errors) || [];
  // A field of ours first: that is what deciding anew can mend.
  const named = errors.find(({ field }) => field && Object.hasOwn(written, field)) ?? errors[0];
  if (!named?.field) {
    const said = error.success ? (error.data.description ?? error.data.message) : undefined;
    return { field: null, reason: (said ?? "no reason was given").slice(0, 300) };
  }
  const said = named.message ?? named.code ?? "it is not valid";
  const isOurs = Object.hasOwn(written, named.field) || named.field.startsWith("custom_fields.");
  const hint = `the ticket form asks agents for ${named.field}, which routing does not touch; make the field optional for agents, or let an automation fill it`;
  return { field: named.field, reason: (isOurs ? said : `${said} – ${hint}`).slice(0, 300) };
}

/** @throws HelpdeskError for any reply other than a success */
export function expectOk(reply: Reply): Reply {
  if (reply.status >= 200 && reply.status < 300) return reply;
  const advice = reply.status === 404 || reply.status === 409 ? "later" : "never";
  const { reason } = mapRefusal(reply, {});
  throw new HelpdeskError("unexpected", `Freshdesk answered ${reply.status}: ${reason}`, advice);
}

import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import type { Reply } from "../request.ts";
import { ErrorReply } from "./api-types.ts";

/** A suspended or renamed account answers 404 as well, but its tickets are not gone. */
export function isMissingRecord(reply: Reply): boolean {
  const error = ErrorReply.safeParse(reply.json);
  return reply.status === 404 && error.success && error.data.error === "RecordNotFound";
}

/** Why Zendesk took nothing of a write; 422 names the fields. */
export function mapRefusal(reply: Reply): { field: string | null; reason: string } {
  const error = ErrorReply.safeParse(reply.json);
  const [field, details] = Object.entries((error.success && error.data.details) || {})[0] ?? [null, []];
  const reason =
    details.map((detail) => detail.description).join("; ") ||
    (error.success && error.data.description) ||
    `Zendesk answered ${reply.status}`;
  return { field, reason: reason.slice(0, 300) };
}

/** @throws HelpdeskError for any reply other than a success */
export function expectOk(reply: Reply): Reply {
  if (reply.status >= 200 && reply.status < 300) return reply;
  const reason = mapRefusal(reply).reason;
  const advice = reply.status === 409 || reply.status === 404 ? "later" : "never";
  throw new HelpdeskError("unexpected", `Zendesk answered ${reply.status}: ${reason}`, advice);
}

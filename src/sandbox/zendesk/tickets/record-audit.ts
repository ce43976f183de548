import { formatStamp } from "../../clock.ts";
import type { Audit, AuditEvent, Comment, Via } from "../types.ts";
import type { TicketState, World } from "../world.ts";
import type { TicketDiff } from "./diff-tickets.ts";
import type { CommentInput } from "./ticket-input.ts";

type AuditInput = {
  state: TicketState;
  diff: TicketDiff;
  comment: CommentInput | undefined;
  isCreation: boolean;
  authorId: number;
  via: Via;
  client: string;
};

/** Appends the audit of one transaction: the comment first, then a Create or Change event per field. */
export function recordAudit(world: World, input: AuditInput): Audit {
  const { state, via } = input;
  const auditId = world.nextId();
  const created_at = formatStamp(world.clock());
  const events: AuditEvent[] = [];
  if (input.comment) {
    const comment = buildComment(world, input, auditId, created_at);
    state.comments.push(comment);
    const { created_at: _createdAt, via: _via, ...event } = comment;
    events.push(event);
  }
  for (const [field_name, change] of Object.entries(input.diff)) {
    const value = auditValue(field_name, change.current);
    if (input.isCreation) {
      if (isUnset(change.current) || field_name === "is_public") continue;
      events.push({ id: world.nextId(), type: "Create", value, field_name });
    } else {
      const previous_value = auditValue(field_name, change.previous);
      events.push({ id: world.nextId(), type: "Change", value, field_name, previous_value });
    }
  }
  const audit: Audit = {
    id: auditId,
    ticket_id: state.ticket.id,
    created_at,
    author_id: input.authorId,
    metadata: { system: { client: input.client, ip_address: "127.0.0.1" }, custom: {} },
    events,
    via,
  };
  state.audits.push(audit);
  return audit;
}

function buildComment(world: World, input: AuditInput, audit_id: number, created_at: string): Comment {
  const body = input.comment?.body ?? input.comment?.html_body?.replace(/<[^>]*>/g, "") ?? "";
  return {
    id: world.nextId(),
    type: "Comment",
    author_id: input.comment?.author_id ?? input.authorId,
    body,
    html_body: input.comment?.html_body ?? `<div class="zd-comment" dir="auto">${escapeHtml(body)}</div>`,
    plain_body: body,
    // The vendor has no fixed default: a comment is as public as its ticket.
    public: input.comment?.public ?? input.state.ticket.is_public,
    attachments: [],
    audit_id,
    created_at,
    via: input.via,
  };
}

function auditValue(field: string, value: unknown): unknown {
  return field.endsWith("_id") && typeof value === "number" ? String(value) : value;
}

function isUnset(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

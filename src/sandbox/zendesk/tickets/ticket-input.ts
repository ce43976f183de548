import * as z from "zod";
import { type FieldErrors, recordInvalid } from "../http/api-error.ts";

const id = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);
const customFieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
const tags = z.array(z.string());

const commentInput = z.object({
  body: z.string().optional(),
  html_body: z.string().optional(),
  public: z.boolean().optional(),
  author_id: id.optional(),
});

/** What a client may write; every other key is dropped without a word. */
const ticketInput = z.object({
  subject: z.string().nullish(),
  status: z.enum(["new", "open", "pending", "hold", "solved", "closed"]).optional(),
  priority: z.enum(["urgent", "high", "normal", "low"]).nullish(),
  type: z.enum(["problem", "incident", "question", "task"]).nullish(),
  group_id: id.nullish(),
  assignee_id: id.nullish(),
  assignee_email: z.string().nullish(),
  tags: tags.optional(),
  additional_tags: tags.optional(),
  remove_tags: tags.optional(),
  custom_fields: z.array(z.object({ id, value: customFieldValue })).optional(),
  comment: commentInput.optional(),
  followers: z.array(z.object({ user_id: id, action: z.enum(["put", "delete"]).default("put") })).optional(),
  due_at: z.string().nullish(),
  external_id: z.string().nullish(),
  requester_id: id.optional(),
  organization_id: id.nullish(),
  problem_id: id.nullish(),
  brand_id: id.optional(),
  ticket_form_id: id.optional(),
});

const newTicketInput = ticketInput.extend({
  description: z.string().optional(),
  requester: z.object({ name: z.string().optional(), email: z.string() }).optional(),
  submitter_id: id.optional(),
});

export type TicketChanges = z.infer<typeof ticketInput>;
export type NewTicket = z.infer<typeof newTicketInput>;
export type CommentInput = z.infer<typeof commentInput>;

export function parseTicketChanges(raw: Record<string, unknown>): TicketChanges {
  return parse(ticketInput, raw);
}

export function parseNewTicket(raw: Record<string, unknown>): NewTicket {
  return parse(newTicketInput, raw);
}

function parse<T>(schema: z.ZodType<T>, raw: Record<string, unknown>): T {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const details: FieldErrors = {};
  for (const issue of result.error.issues) {
    const field = publicFieldName(String(issue.path[0] ?? "base"));
    details[field] = [{ description: `${labelOf(field)}: is invalid`, error: "InvalidValue" }];
  }
  throw recordInvalid(details);
}

/** Validation errors speak of `assignee`, requests of `assignee_id`. */
function publicFieldName(key: string): string {
  return key.replace(/_id$|_email$/, "");
}

function labelOf(field: string): string {
  const words = field.replaceAll("_", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

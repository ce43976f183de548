import * as z from "zod";
import { FieldValue, type Ticket, TicketPriority } from "../../routing/ticket.ts";

const Word = z.string().trim().max(255);

/** A ticket that somebody types to see where it would go; whatever is left out is as in a plain new e-mail. */
export const TypedTicket = z.strictObject({
  subject: z.string().max(1_000).default(""),
  body: z
    .string()
    .max(64 * 1024)
    .default(""),
  channel: Word.default("email"),
  type: Word.nullable().default(null),
  priority: TicketPriority.nullable().default(null),
  tags: z.array(Word).max(100).default([]),
  brand: Word.nullable().default(null),
  reopened: z.boolean().default(false),
  requester: z
    .strictObject({
      name: Word.nullable().default(null),
      email: Word.nullable().default(null),
      locale: Word.nullable().default(null),
      tags: z.array(Word).max(100).default([]),
    })
    .prefault({}),
  customFields: z.record(Word, FieldValue).default({}),
});
export type TypedTicket = z.infer<typeof TypedTicket>;

/** No help desk has it, so that nothing of a real ticket is touched or looked up. */
export const typedTicketId = "typed";

export function toTicket(typed: TypedTicket, now: string): Ticket {
  return {
    ...typed,
    id: typedTicketId,
    status: "new",
    groupId: null,
    assigneeId: null,
    brandId: null,
    organizationId: null,
    requester: { id: "", ...typed.requester },
    createdAt: now,
    updatedAt: now,
  };
}

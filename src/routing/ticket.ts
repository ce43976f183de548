import { z } from "zod";

export const ticketStatuses = ["new", "open", "pending", "hold", "solved", "closed"] as const;
export const TicketStatus = z.enum(ticketStatuses);
export type TicketStatus = z.infer<typeof TicketStatus>;

/** Lowest first, so that an index is a rank. */
export const ticketPriorities = ["low", "normal", "high", "urgent"] as const;
export const TicketPriority = z.enum(ticketPriorities);
export type TicketPriority = z.infer<typeof TicketPriority>;

export const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
export type FieldValue = z.infer<typeof FieldValue>;

export const Requester = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  locale: z.string().nullable(),
  tags: z.array(z.string()),
});
export type Requester = z.infer<typeof Requester>;

/** A ticket as any help desk has it: ids as strings, our words for status and priority. */
export const Ticket = z.object({
  id: z.string(),
  subject: z.string(),
  body: z.string(),
  channel: z.string(),
  type: z.string().nullable(),
  status: TicketStatus,
  priority: TicketPriority.nullable(),
  tags: z.array(z.string()),
  groupId: z.string().nullable(),
  assigneeId: z.string().nullable(),
  brandId: z.string().nullable(),
  organizationId: z.string().nullable(),
  requester: Requester,
  customFields: z.record(z.string(), FieldValue),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  /** The help desk's own stamp, kept to the letter: it is sent back to make a write conditional. */
  updatedAt: z.string(),
});
export type Ticket = z.infer<typeof Ticket>;

/** What a decision asks the help desk to change; an absent key stays as it is. */
export const TicketUpdate = z.object({
  groupId: z.string().optional(),
  assigneeId: z.string().optional(),
  priority: TicketPriority.optional(),
  addTags: z.array(z.string()).optional(),
  /** Private note, plain text. */
  note: z.string().optional(),
});
export type TicketUpdate = z.infer<typeof TicketUpdate>;

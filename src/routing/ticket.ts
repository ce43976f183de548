import * as z from "zod";

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
  /** The help desk's user fields, VIP flags among them. */
  fields: z.record(z.string(), FieldValue).optional(),
});
export type Requester = z.infer<typeof Requester>;

export const Organization = z.object({
  name: z.string().nullable(),
  tier: z.string().nullable(),
  tags: z.array(z.string()),
  fields: z.record(z.string(), FieldValue),
  /** The agent who looks after this account: an id, a name or an e-mail address. */
  owner: z.string().nullable(),
});
export type Organization = z.infer<typeof Organization>;

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
  /** The brand's name, where the help desk has brands. */
  brand: z.string().nullable().optional(),
  /** Null when the requester belongs to none; absent when it was not looked up. */
  organization: Organization.nullable().optional(),
  /** Whether the ticket had been solved before. */
  reopened: z.boolean().optional(),
  /** Who had the ticket, or the requester's last one, before. */
  previousAgentId: z.string().nullable().optional(),
  /** How many files came with it, where the help desk tells; absent where there are none. */
  attachments: z.number().optional(),
  /** When the next of the help desk's own promises (its SLA) runs out; null where none is running. */
  slaDueAt: z.string().nullable().optional(),
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
  /** Null takes the ticket from whoever has it. */
  assigneeId: z.string().nullable().optional(),
  priority: TicketPriority.optional(),
  addTags: z.array(z.string()).optional(),
  /** By the help desk's key. */
  customFields: z.record(z.string(), FieldValue).optional(),
  /** Private note, plain text. */
  note: z.string().optional(),
  /** Agents whom the help desk is to notify of the note, by id; there without any where only the note tells. */
  tell: z.array(z.string()).optional(),
});
export type TicketUpdate = z.infer<typeof TicketUpdate>;

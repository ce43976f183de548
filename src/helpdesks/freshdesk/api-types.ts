import * as z from "zod";
import { EventKey, Id, OptionalId, Tags, Text } from "../api-fields.ts";

/** Only the fields that we read, and loosely: replies of new accounts have more, of old ones fewer. */
export const FreshdeskTicket = z.object({
  id: Id,
  subject: Text,
  description_text: Text,
  /** 2 to 5 are the vendor's, 6 and above the account's own. */
  status: z.number(),
  priority: z.number(),
  source: z.number().nullish(),
  type: Text,
  tags: Tags,
  group_id: OptionalId,
  responder_id: OptionalId,
  requester_id: OptionalId,
  company_id: OptionalId,
  product_id: OptionalId,
  custom_fields: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((fields) => fields ?? {}),
  spam: z.boolean().nullish(),
  deleted: z.boolean().nullish(),
  /** Until the first answer, the next one, and the end; absent in the app's events. */
  fr_due_by: z.string().nullish(),
  nr_due_by: z.string().nullish(),
  due_by: z.string().nullish(),
  /** The first answer came too late, or has not come. */
  fr_escalated: z.boolean().nullish(),
  created_at: z.string(),
  updated_at: z.string(),
  /** With `include=requester` only. */
  requester: z.object({ id: OptionalId, name: Text, email: Text }).nullish(),
});
export type FreshdeskTicket = z.infer<typeof FreshdeskTicket>;

export const TicketsPage = z.array(FreshdeskTicket);

/** Only the ticket's company has an id to ask by; the names of tiers are the account's own. */
export const CompanyReply = z.object({
  name: Text,
  account_tier: Text,
  health_score: Text,
  industry: Text,
  custom_fields: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((fields) => fields ?? {}),
});
export type CompanyReply = z.infer<typeof CompanyReply>;

/** Accounts with Omniroute may leave the agents out. */
export const SkillsPage = z.array(
  z.object({ name: z.string().min(1), agents: z.array(z.object({ id: Id })).nullish() }),
);

/** 400 names the fields; other refusals have a code and a message, or no body at all. */
export const ErrorReply = z.object({
  errors: z
    .array(
      z.object({ field: z.string().nullish(), message: z.string().nullish(), code: z.string().nullish() }),
    )
    .nullish(),
  description: z.string().nullish(),
  message: z.string().nullish(),
  code: z.string().nullish(),
});

const Ids = z
  .array(Id)
  .nullish()
  .transform((ids) => ids ?? []);

export const AgentReply = z.object({
  id: Id,
  available: z.boolean().nullish(),
  deactivated: z.boolean().nullish(),
  /** `support_agent`, `field_agent` or `collaborator`. */
  type: Text,
  contact: z.object({ name: Text, email: Text }).nullish(),
  /** Of a single agent only; a list leaves both out. */
  group_ids: Ids,
  role_ids: Ids,
});
export type AgentReply = z.infer<typeof AgentReply>;
export const AgentsPage = z.array(AgentReply);

/** An entry without `availability` comes from an account that does not know the question. */
export const AvailabilitiesPage = z.array(
  z.object({
    id: Id,
    availability: z
      .object({
        channel_availability: z.array(
          z.object({
            channel: z.string(),
            available: z.boolean().nullish(),
            pause_assignment: z.boolean().nullish(),
            assignment_limit: z.number().nullish(),
          }),
        ),
      })
      .nullish(),
  }),
);

export const GroupReply = z.object({
  id: Id,
  name: z.string(),
  agent_ids: z.array(Id).nullish(),
  /** Old accounts: a number, or true and false in older ones still. */
  auto_ticket_assign: z.union([z.number(), z.boolean()]).nullish(),
  /** New accounts. */
  automatic_agent_assignment: z.object({ enabled: z.boolean().nullish() }).nullish(),
});
export type GroupReply = z.infer<typeof GroupReply>;
export const GroupsPage = z.array(GroupReply);

export const RolesPage = z.array(z.object({ id: Id, name: z.string(), default: z.boolean().nullish() }));

/** Of the many kinds of actions only webhooks have an address. */
export const RuleReply = z.object({
  id: Id,
  active: z.boolean().nullish(),
  actions: z
    .array(
      z.object({
        field_name: z.string().nullish(),
        url: z.string().nullish(),
        custom_headers: z.record(z.string(), z.string()).nullish(),
      }),
    )
    .catch([]),
});
export type RuleReply = z.infer<typeof RuleReply>;
export const RulesReply = z.object({
  rules: z.array(RuleReply),
  meta: z.object({ cascading_rules: z.boolean().nullish() }).nullish(),
});

const TicketId = z
  .union([z.int().nonnegative(), z.string()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,16}$/));

/** What the rule that we make sends; text in quotes, or a number where an admin chose the simple layout. */
export const RuleDelivery = z.object({
  ticket_id: TicketId,
  /** Ours says "created"; a rule that an admin made by hand may pass on Freshdesk's own notation. */
  event: z.string().nullish(),
  triggered_event: z.string().nullish(),
});
export const EnvelopedRuleDelivery = z.object({ freshdesk_webhook: RuleDelivery });

/** Before and after, of the fields that routing writes. */
const changeOf = <T extends z.ZodType>(value: T) => z.tuple([value, value]).optional().catch(undefined);
const AppChanges = z.object({
  group_id: changeOf(OptionalId),
  responder_id: changeOf(OptionalId),
  priority: changeOf(z.number().nullable()),
});
export type AppChanges = z.infer<typeof AppChanges>;

/** What our app passes on: at run time and in the vendor's own simulation the same in these fields. */
export const AppDelivery = z.object({
  event: EventKey,
  /** Seconds with a fraction, or milliseconds, or either as text. */
  timestamp: z.union([z.number(), z.string()]).nullish(),
  data: z
    .object({
      actor: z.object({ id: OptionalId }).nullish(),
      ticket: z.object({ id: TicketId, changes: AppChanges.nullish().catch(null) }).nullish(),
    })
    .nullish(),
});
export type AppDelivery = z.infer<typeof AppDelivery>;

/** Replies and notes of a ticket. */
export const ConversationsPage = z.array(z.object({ user_id: OptionalId, created_at: Text }));

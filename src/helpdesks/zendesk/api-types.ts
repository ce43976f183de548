import * as z from "zod";
import { EventKey, Id, OptionalId, Tags, Text } from "../api-fields.ts";

const Instant = z.iso.datetime({ offset: true }).nullish();

/** Only the fields that we read. REST gives ids as numbers, events and audits as strings. */
export const ZendeskTicket = z.object({
  id: Id,
  subject: Text,
  description: Text,
  via: z.object({ channel: Text }).nullish(),
  type: Text,
  status: z.string(),
  priority: Text,
  tags: Tags,
  group_id: OptionalId,
  assignee_id: OptionalId,
  brand_id: OptionalId,
  organization_id: OptionalId,
  requester_id: OptionalId,
  custom_fields: z
    .array(z.object({ id: Id, value: z.unknown().optional() }))
    .nullish()
    .transform((fields) => fields ?? []),
  created_at: z.string(),
  updated_at: z.string(),
  /** With `include=slas` only, on plans that have SLAs; a kind of target that is unknown is no reason to stop. */
  slas: z
    .object({ policy_metrics: z.array(z.object({ breach_at: Instant, stage: Text })) })
    .nullish()
    .catch(undefined),
});
export type ZendeskTicket = z.infer<typeof ZendeskTicket>;

/** By key; admins make up what there is. */
const CustomFields = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((fields) => fields ?? {});

export const ZendeskUser = z.object({
  id: Id.nullable(),
  name: Text,
  email: Text,
  locale: Text,
  role: Text,
  /** 1 is a light agent, who may not own tickets. */
  role_type: z.number().nullish(),
  tags: Tags,
  active: z.boolean().nullish(),
  suspended: z.boolean().nullish(),
  user_fields: CustomFields,
});
export type ZendeskUser = z.infer<typeof ZendeskUser>;

const ZendeskOrganization = z.object({ id: Id, name: Text, tags: Tags, organization_fields: CustomFields });
export type ZendeskOrganization = z.infer<typeof ZendeskOrganization>;

export const TicketReply = z.object({
  ticket: ZendeskTicket,
  organizations: z
    .array(ZendeskOrganization)
    .nullish()
    .transform((organizations) => organizations ?? []),
  users: z
    .array(ZendeskUser)
    .nullish()
    .transform((users) => users ?? []),
});

const Audit = z.object({
  id: z.number(),
  author_id: OptionalId,
  created_at: Text,
  events: z.array(
    z.object({
      type: z.string(),
      field_name: z.string().nullish(),
      value: z.unknown().optional(),
      previous_value: z.unknown().optional(),
    }),
  ),
});
export type AuditReply = z.infer<typeof Audit>;

export const UpdateReply = z.object({ ticket: ZendeskTicket, audit: Audit.nullish() });

/** 422: `details` names the fields; other errors come in three more shapes. */
export const ErrorReply = z.object({
  error: z.unknown().optional(),
  description: z.string().nullish(),
  details: z.record(z.string(), z.array(z.object({ description: z.string().nullish() }))).nullish(),
});

const Page = {
  meta: z.object({ has_more: z.boolean(), after_cursor: Text }).nullish(),
};
export const AuditsPage = z.object({ ...Page, audits: z.array(Audit) });
export const UsersPage = z.object({ ...Page, users: z.array(ZendeskUser) });
export const GroupsPage = z.object({
  ...Page,
  groups: z.array(z.object({ id: Id, name: z.string(), deleted: z.boolean().nullish() })),
});
export const MembershipsPage = z.object({
  ...Page,
  group_memberships: z.array(z.object({ user_id: Id, group_id: Id })),
});
export const AttributesPage = z.object({
  ...Page,
  attributes: z.array(z.object({ id: z.string(), name: z.string() })),
});
/** Which skills which agents have, with the rank of each. */
export const InstanceValuesPage = z.object({
  ...Page,
  instance_values: z.array(
    z.object({ agent_id: Id, attribute_id: z.string(), name: z.string().min(1), agent_skill_priority: Text }),
  ),
});
export const TicketsPage = z.object({ ...Page, tickets: z.array(ZendeskTicket) });

export const ExportPage = z.object({
  tickets: z.array(ZendeskTicket),
  after_cursor: Text,
  end_of_stream: z.boolean(),
});

/** JSON:API, and lenient: which attributes may be null is not documented. */
export const AvailabilitiesPage = z.object({
  ...Page,
  data: z.array(
    z.object({
      attributes: z.object({
        agent_id: Id,
        agent_status: z.object({ id: OptionalId, name: Text }).nullish(),
      }),
      relationships: z
        .object({ channels: z.object({ data: z.array(z.object({ id: z.string() })).nullish() }).nullish() })
        .nullish(),
    }),
  ),
  included: z
    .array(
      z.object({
        type: z.string(),
        id: z.string(),
        attributes: z.object({ name: Text, status: Text, max_capacity: z.number().nullish() }),
      }),
    )
    .nullish()
    .transform((included) => included ?? []),
});

const Webhook = z.object({
  id: z.string(),
  endpoint: Text,
  status: Text,
  subscriptions: z.array(z.string()).nullish(),
});
export const WebhookReply = z.object({ webhook: Webhook });
export const WebhooksPage = z.object({ ...Page, webhooks: z.array(Webhook) });
export const SecretReply = z.object({ signing_secret: z.object({ secret: z.string().min(1) }) });

const pem = z.string().regex(/^-----BEGIN PUBLIC KEY-----[\sA-Za-z0-9+/=]+-----END PUBLIC KEY-----\s*$/);
export const AppKeyReply = z.union([
  pem,
  z.object({ public_key: pem }).transform((reply) => reply.public_key),
]);
export const AppInstallationsReply = z.object({
  installations: z.array(z.object({ id: Id, app_id: Id })),
});

/** Absent, or empty: nobody. The system's own actor is -1. */
const EventRef = z
  .string()
  .regex(/^(-?\d{1,19})?$/)
  .nullish()
  .transform((id) => id || null);

/** The event envelope of version 2022-11-06: ids as strings, enums in capitals, no custom fields. */
export const EventEnvelope = z.object({
  id: EventKey,
  type: EventKey,
  detail: z.unknown(),
  event: z.unknown().optional(),
});

/** Under `event` of `agent_assignment_changed`. */
export const EventAssignment = z.object({ previous: EventRef, current: EventRef });

export const EventTicket = z.object({
  id: z.string().regex(/^\d{1,16}$/),
  actor_id: EventRef,
  status: z.string(),
  priority: Text,
  group_id: EventRef,
  assignee_id: EventRef,
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }),
});
export type EventTicket = z.infer<typeof EventTicket>;

/** Of events about people; those about an agent's presence have no role. */
export const EventUser = z.object({ role: z.string() });

export const AccountSettingsReply = z.object({
  settings: z.object({ routing: z.object({ enabled: z.boolean().nullish() }).nullish() }),
});

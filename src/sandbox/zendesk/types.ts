import type { TicketEvent } from "../ticket-event.ts";

type TicketStatus = "new" | "open" | "pending" | "hold" | "solved" | "closed" | "deleted";
export type TicketPriority = "urgent" | "high" | "normal" | "low";
export type TicketType = "problem" | "incident" | "question" | "task";
export type CustomFieldValue = { id: number; value: string | number | boolean | string[] | null };
export type Via = {
  channel: string;
  source: { from: Record<string, unknown>; to: Record<string, unknown>; rel: string | null };
};

/** A ticket as the REST API shows it. */
export type Ticket = {
  url: string;
  id: number;
  external_id: string | null;
  via: Via;
  created_at: string;
  updated_at: string;
  type: TicketType | null;
  subject: string | null;
  raw_subject: string | null;
  description: string;
  priority: TicketPriority | null;
  status: TicketStatus;
  recipient: string | null;
  requester_id: number;
  submitter_id: number;
  assignee_id: number | null;
  organization_id: number | null;
  group_id: number | null;
  collaborator_ids: number[];
  follower_ids: number[];
  email_cc_ids: number[];
  forum_topic_id: null;
  problem_id: number | null;
  has_incidents: boolean;
  is_public: boolean;
  due_at: string | null;
  tags: string[];
  custom_fields: CustomFieldValue[];
  satisfaction_rating: null;
  sharing_agreement_ids: number[];
  custom_status_id: number;
  fields: CustomFieldValue[];
  followup_ids: number[];
  ticket_form_id: number;
  brand_id: number;
  allow_channelback: boolean;
  allow_attachments: boolean;
  from_messaging_channel: boolean;
};

export type UserRole = "end-user" | "agent" | "admin";

export type User = {
  id: number;
  url: string;
  name: string;
  email: string;
  created_at: string;
  updated_at: string;
  time_zone: string;
  iana_time_zone: string;
  phone: string | null;
  locale_id: number;
  locale: string;
  organization_id: number | null;
  role: UserRole;
  verified: boolean;
  external_id: string | null;
  tags: string[];
  alias: string | null;
  active: boolean;
  shared: boolean;
  shared_agent: boolean;
  last_login_at: string | null;
  two_factor_auth_enabled: boolean | null;
  role_type: number | null;
  custom_role_id: number | null;
  moderator: boolean;
  ticket_restriction: string | null;
  only_private_comments: boolean;
  restricted_agent: boolean;
  suspended: boolean;
  default_group_id: number | null;
  report_csv: boolean;
  user_fields: Record<string, unknown>;
};

export type Group = {
  url: string;
  id: number;
  is_public: boolean;
  name: string;
  description: string;
  default: boolean;
  deleted: boolean;
  created_at: string;
  updated_at: string;
};

export type GroupMembership = {
  url: string;
  id: number;
  user_id: number;
  group_id: number;
  default: boolean;
  created_at: string;
  updated_at: string;
};

export type Organization = {
  url: string;
  id: number;
  name: string;
  shared_tickets: boolean;
  shared_comments: boolean;
  external_id: string | null;
  created_at: string;
  updated_at: string;
  domain_names: string[];
  details: string | null;
  notes: string | null;
  group_id: number | null;
  tags: string[];
  organization_fields: Record<string, unknown>;
};

export type Comment = {
  id: number;
  type: "Comment";
  author_id: number;
  body: string;
  html_body: string;
  plain_body: string;
  public: boolean;
  attachments: unknown[];
  audit_id: number;
  created_at: string;
  via: Via;
};

export type AuditEvent =
  | Omit<Comment, "created_at" | "via">
  | { id: number; type: "Create"; value: unknown; field_name: string }
  | { id: number; type: "Change"; value: unknown; field_name: string; previous_value: unknown };

export type Audit = {
  id: number;
  ticket_id: number;
  created_at: string;
  author_id: number;
  metadata: { system: Record<string, unknown>; custom: Record<string, unknown> };
  events: AuditEvent[];
  via: Via;
};

type WebhookAuthentication = {
  type: "basic_auth" | "bearer_token" | "api_key";
  data: Record<string, string>;
  add_position: "header";
};

export type Webhook = {
  id: string;
  /** Order of creation; unlike the id it is the same in every run of one seed. */
  serial: number;
  name: string;
  description: string | null;
  status: "active" | "inactive";
  subscriptions: string[];
  endpoint: string;
  http_method: string;
  request_format: string;
  authentication?: WebhookAuthentication | undefined;
  custom_headers?: Record<string, string> | undefined;
  createdAtMs: number;
  updatedAtMs: number;
  createdBy: string;
  signingSecret: string;
};

export type AgentStatus = "offline" | "online" | "away" | "transfers_only";

/** One attempt to deliver a webhook, or the loss of one. */
export type Delivery = {
  webhookId: string;
  invocationId: string;
  eventId: string;
  eventType: string;
  ticketId: number | null;
  attempt: number;
  status: string;
  responseCode: number | null;
  duplicate: boolean;
  lost: boolean;
  atMs: number;
};

export type SandboxEvent = (TicketEvent & { channel: string }) | ({ kind: "delivery" } & Delivery);

export type TeamMember = {
  id: number;
  name: string;
  email: string;
  role: UserRole;
  roleType: number | null;
  suspended: boolean;
  groupIds: number[];
  defaultGroupId: number | null;
  status: AgentStatus;
};

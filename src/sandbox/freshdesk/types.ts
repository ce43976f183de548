import type { TicketEvent } from "../ticket-event.ts";

export type CustomFields = Record<string, string | number | boolean | null>;

/** A ticket as the REST API shows it, without what `include=` adds. */
export type Ticket = {
  id: number;
  subject: string | null;
  description: string;
  description_text: string;
  status: number;
  priority: number;
  source: number;
  type: string | null;
  group_id: number | null;
  responder_id: number | null;
  requester_id: number;
  company_id: number | null;
  product_id: number | null;
  email_config_id: number | null;
  form_id: number;
  tags: string[];
  custom_fields: CustomFields;
  spam: boolean;
  is_escalated: boolean;
  fr_escalated: boolean;
  nr_escalated: boolean;
  cc_emails: string[];
  fwd_emails: string[];
  reply_cc_emails: string[];
  to_emails: string[] | null;
  support_email: string | null;
  association_type: number | null;
  due_by: string | null;
  fr_due_by: string | null;
  nr_due_by: string | null;
  created_at: string;
  updated_at: string;
  /** Shown on tickets in the trash only. */
  deleted?: true;
};

export type Conversation = {
  id: number;
  ticket_id: number;
  user_id: number;
  body: string;
  body_text: string;
  incoming: boolean;
  private: boolean;
  source: number;
  created_at: string;
  updated_at: string;
};

export type AgentType = "support_agent" | "field_agent" | "collaborator";

export type Agent = {
  id: number;
  name: string;
  email: string;
  isAdmin: boolean;
  type: AgentType;
  occasional: boolean;
  deactivated: boolean;
  available: boolean;
  assignmentLimit: number;
  changedAtMs: number;
};

/** What the group does with a ticket that has no agent: 0 nothing, 12 Omniroute, the others by turns or load. */
export type AutoAssign = 0 | 1 | 2 | 3 | 12;

export type Group = {
  id: number;
  name: string;
  description: string;
  agentIds: Set<number>;
  autoAssign: AutoAssign;
  stamp: string;
};

export type Skill = { id: number; name: string; agentIds: Set<number>; stamp: string };

export type Contact = {
  id: number;
  name: string;
  email: string;
  companyId: number | null;
  language: string;
  tags: string[];
  stamp: string;
};

export type Company = {
  id: number;
  name: string;
  domains: string[];
  account_tier: string | null;
  health_score: string | null;
  custom_fields: CustomFields;
  stamp: string;
};

/** One attempt of an automation's webhook or of the app's own call, or the loss of one. */
export type Delivery = {
  /** The rule's id, or "app". */
  source: string;
  event: string;
  ticketId: number | null;
  attempt: number;
  responseCode: number | null;
  duplicate: boolean;
  lost: boolean;
  atMs: number;
};

/** Who did something; 0 is Freshdesk itself. */
export type Actor = { id: number; type: "agent" | "requester" | "system" };

export type SandboxEvent = TicketEvent | ({ kind: "delivery" } & Delivery);

/** An agent as controls show it. */
export type TeamMember = Omit<Agent, "assignmentLimit" | "changedAtMs"> & { groupIds: number[] };

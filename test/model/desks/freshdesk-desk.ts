import { createFreshdesk } from "../../../src/helpdesks/freshdesk/index.ts";
import { type TicketPriority, ticketPriorities } from "../../../src/routing/ticket.ts";
import { createNodeHmac } from "../../../src/runtime/node-hmac.ts";
import { openFreshdeskSandbox } from "../../../src/sandbox/freshdesk/open-freshdesk-sandbox.ts";
import { noLimits } from "../../../src/sandbox/freshdesk/options.ts";
import {
  type DeskEvent,
  type DeskOptions,
  idOf,
  type ModelDesk,
  message,
  orderTag,
  requester,
  sent,
  type Told,
  teamOf,
  toNumber,
  webhookUrl,
} from "./desk.ts";

const hmacSha256 = createNodeHmac();
const statuses = { 2: "open", 3: "pending", 4: "solved", 5: "closed" } as const;
const codes = { open: 2, solved: 4 };

interface RawTicket {
  id: number;
  responder_id: number | null;
  group_id: number | null;
  status: number;
  updated_at: string;
  deleted?: boolean;
  spam?: boolean;
}

/** Where the scenario has the app installed, the account tells it of each change. */
export function openFreshdeskDesk({ scenario, now, send }: DeskOptions): ModelDesk {
  const sandbox = openFreshdeskSandbox(
    {
      now,
      limits: noLimits,
      maxOpenTicketsPerAgent: scenario.capacity,
      webhooks: { callsPerHour: 1_000_000, maxInFlight: 1_000 },
      team: teamOf(scenario),
      ...(scenario.variants && { variants: scenario.variants }),
    },
    {
      async send({ headers, body }) {
        send({ source: "webhook", headers, body });
        return { ...sent, headers: [] };
      },
      close() {},
    },
  );
  if (scenario.hasApp) {
    sandbox.installApp({
      kind: "pack",
      platform: {
        async tell(_event, payload) {
          send({ source: "app", headers: {}, body: Buffer.from(JSON.stringify(payload)) });
        },
      },
    });
  }
  const setMember: ModelDesk["setMember"] = (agentId, groupId, isMember) => {
    const members = sandbox
      .agents()
      .filter(({ id, groupIds }) => (id === Number(agentId) ? isMember : groupIds.includes(Number(groupId))));
    sandbox.setMembers(
      Number(groupId),
      members.map(({ id }) => id),
    );
  };
  return {
    ...sandbox,
    name: "freshdesk",
    credentials: sandbox.integrationKey,
    integrationUserId: String(sandbox.integrationUserId),
    createAdapter: () => createFreshdesk({ hmacSha256 }),
    groups: () => sandbox.groups().map(({ id, name }) => ({ id: String(id), name })),
    agents: () =>
      sandbox.agents().map(({ id, name, email, groupIds, available, deactivated }) => ({
        id: String(id),
        name,
        email,
        groupIds: groupIds.map(String),
        isAvailable: available,
        isSuspended: deactivated,
      })),
    tickets: () =>
      sandbox
        .tickets()
        .filter(({ deleted, spam }) => !deleted && !spam)
        .map((ticket) => ({
          id: String(ticket.id),
          status: statusOf(ticket.status),
          priority: priorityOf(ticket.priority),
          groupId: idOf(ticket.group_id),
          assigneeId: idOf(ticket.responder_id),
          isOrder: ticket.tags.includes(orderTag),
          createdAt: ticket.created_at,
        })),
    createTicket({ isOrder, priority }) {
      sandbox.createTicket({
        subject: message.subject,
        description: message.body,
        requester,
        tags: isOrder ? [orderTag] : [],
        ...(priority && { priority: codeOf(priority) }),
      });
    },
    actAsHuman(agentId, ticketId, { groupId, assigneeId, priority, status }) {
      sandbox.actAsHuman(Number(agentId), Number(ticketId), {
        ...(groupId !== undefined && { group_id: toNumber(groupId) }),
        ...(assigneeId !== undefined && { responder_id: toNumber(assigneeId) }),
        ...(priority && { priority: codeOf(priority) }),
        ...(status && { status: codes[status] }),
      });
    },
    setAvailable: (agentId, isAvailable) => sandbox.setAvailable(Number(agentId), isAvailable),
    setMember,
    setSuspended: (agentId, isSuspended) => sandbox.setPerson(Number(agentId), { deactivated: isSuspended }),
    deleteTicket: (ticketId) => sandbox.deleteTicket(Number(ticketId)),
    discardTicket: (ticketId) => sandbox.markAsSpam(Number(ticketId)),
    subscribe(listener) {
      sandbox.subscribe((event) => {
        if (event.kind !== "ticket-updated") return;
        const { group_id, responder_id, priority, status } = event.changes;
        const fields: DeskEvent["fields"] = {};
        const note = (
          field: keyof DeskEvent["fields"],
          change: { current: unknown; previous: unknown } | undefined,
          read: (value: number) => string,
        ) => {
          if (!change) return;
          const readValue = (value: unknown) => (typeof value === "number" ? read(value) : null);
          fields[field] = { current: readValue(change.current), previous: readValue(change.previous) };
        };
        note("groupId", group_id, String);
        note("assigneeId", responder_id, String);
        note("priority", priority, (code) => priorityOf(code) ?? "");
        note("status", status, statusOf);
        listener({ ticketId: String(event.ticketId), actorId: String(event.actorId), fields });
      });
    },
    subscribeWebhook() {
      const client = createFreshdesk().createClient({
        subdomain: sandbox.subdomain,
        credentials: sandbox.integrationKey,
        platform: {
          now,
          newId: () => "",
          nextTurn: async () => {},
          fetch: async (url, init) => sandbox.fetch(new Request(url, init as RequestInit)),
          log: { info() {}, warn() {}, error() {} },
        },
      });
      return client.createSubscription({ name: "Signalbox", url: `${webhookUrl}/freshdesk/model` });
    },
    sign: ({ headers }) => new Headers(headers),
    refusals: {
      conflict: undefined,
      refused: {
        status: 400,
        text: '{"description":"Validation failed","errors":[{"field":"responder_id","message":"There is no such agent","code":"invalid_value"}]}',
      },
    },
    readAnswer(json) {
      const tickets = (Array.isArray(json) ? json : [json]) as Partial<RawTicket>[];
      return tickets.flatMap((one) => (isTicket(one) ? [told(one)] : []));
    },
    readDelivery: () => [],
    close: () => sandbox.close(),
  };
}

/** The lists of agents and groups come the same way. */
function isTicket(one: Partial<RawTicket>): one is RawTicket {
  return one.responder_id !== undefined && typeof one.status === "number";
}

function told({ id, responder_id, group_id, status, updated_at, deleted, spam }: RawTicket): Told {
  return {
    ticketId: String(id),
    status: deleted || spam ? "closed" : statusOf(status),
    groupId: idOf(group_id),
    assigneeId: idOf(responder_id),
    updatedAt: updated_at,
  };
}

function statusOf(code: number) {
  return statuses[code as keyof typeof statuses] ?? "open";
}

function priorityOf(code: number): TicketPriority | null {
  return ticketPriorities[code - 1] ?? null;
}

function codeOf(priority: TicketPriority): number {
  return ticketPriorities.indexOf(priority) + 1;
}

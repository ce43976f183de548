import { createZendesk } from "../../../src/helpdesks/zendesk/index.ts";
import { subscriptionSets } from "../../../src/helpdesks/zendesk/subscription-sets.ts";
import { createNodeHmac } from "../../../src/runtime/node-hmac.ts";
import { openZendeskSandbox } from "../../../src/sandbox/zendesk/open-zendesk-sandbox.ts";
import { noLimits } from "../../../src/sandbox/zendesk/options.ts";
import { signDelivery } from "../../../src/sandbox/zendesk/webhooks/sign-delivery.ts";
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
const secret = "test-secret";
const fields = {
  groupId: "group_id",
  assigneeId: "assignee_id",
  priority: "priority",
  status: "status",
} as const;

interface RawTicket {
  id: number | string;
  assignee_id: number | string | null;
  group_id: number | string | null;
  status: string;
  updated_at: string;
}

export function openZendeskDesk({ scenario, now, send }: DeskOptions): ModelDesk {
  const sandbox = openZendeskSandbox(
    {
      now,
      limits: noLimits,
      maxOpenTicketsPerAgent: scenario.capacity,
      webhooks: { maxInFlight: 1_000 },
      team: teamOf(scenario),
    },
    {
      async send({ headers, body }) {
        send({ source: "webhook", headers, body });
        return { ...sent, headers: [] };
      },
      close() {},
    },
  );
  return {
    ...sandbox,
    name: "zendesk",
    credentials: sandbox.integrationToken,
    integrationUserId: String(sandbox.integrationUserId),
    createAdapter: () => createZendesk({ hmacSha256 }),
    groups: () => sandbox.groups().map(({ id, name }) => ({ id: String(id), name })),
    agents: () =>
      sandbox.agents().map(({ id, name, email, groupIds, status, suspended }) => ({
        id: String(id),
        name,
        email,
        groupIds: groupIds.map(String),
        isAvailable: status === "online",
        isSuspended: suspended,
      })),
    tickets: () =>
      sandbox.tickets().map((ticket) => ({
        id: String(ticket.id),
        status: ticket.status,
        priority: ticket.priority,
        groupId: idOf(ticket.group_id),
        assigneeId: idOf(ticket.assignee_id),
        isOrder: ticket.tags.includes(orderTag),
        createdAt: ticket.created_at,
      })),
    createTicket({ isOrder, priority }) {
      const tags = isOrder ? [orderTag] : [];
      sandbox.createTicket({ ...message, requester, tags, ...(priority && { priority }) });
    },
    actAsHuman(agentId, ticketId, { groupId, assigneeId, ...changes }) {
      sandbox.actAsHuman(Number(agentId), Number(ticketId), {
        ...changes,
        ...(groupId !== undefined && { group_id: toNumber(groupId) }),
        ...(assigneeId !== undefined && { assignee_id: toNumber(assigneeId) }),
      });
    },
    setAvailable: (agentId, isAvailable) =>
      sandbox.setAvailability(Number(agentId), isAvailable ? "online" : "away"),
    setMember(agentId, groupId, isMember) {
      const change = isMember ? sandbox.joinGroup : sandbox.leaveGroup;
      change(Number(agentId), Number(groupId));
    },
    setSuspended: (agentId, isSuspended) => sandbox.setSuspended(Number(agentId), isSuspended),
    deleteTicket: (ticketId, agentId) => sandbox.deleteTicket(Number(ticketId), Number(agentId)),
    discardTicket: (ticketId, into, agentId) =>
      sandbox.mergeTicket(Number(ticketId), Number(into), Number(agentId)),
    subscribe(listener) {
      sandbox.subscribe((event) => {
        if (event.kind !== "ticket-updated") return;
        const changed: DeskEvent["fields"] = {};
        for (const [name, field] of Object.entries(fields)) {
          const change = event.changes[field];
          if (!change) continue;
          const { current, previous } = change as Record<string, string | number | null>;
          changed[name as keyof typeof fields] = { current: idOf(current), previous: idOf(previous) };
        }
        listener({ ticketId: String(event.ticketId), actorId: String(event.actorId), fields: changed });
      });
    },
    async subscribeWebhook() {
      const webhook = {
        name: "Signalbox",
        endpoint: `${webhookUrl}/zendesk/model`,
        http_method: "POST",
        request_format: "json",
        status: "active",
        // People are read by command here, not when an event says so.
        subscriptions: subscriptionSets.at(-1),
      };
      const created = await sandbox.fetch(
        new Request(`https://${sandbox.subdomain}.zendesk.com/api/v2/webhooks`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${sandbox.integrationToken}`,
            "content-type": "application/json",
          },
          body: JSON.stringify({ webhook }),
        }),
      );
      if (created.status !== 201) throw new Error(`the webhook was not created: ${await created.text()}`);
      const { webhook: made } = (await created.json()) as { webhook: { id: string } };
      return { id: made.id, secret };
    },
    // Signed here for each attempt, and by this secret, whatever the help desk signed it with.
    sign({ headers, body }, { nowMs }) {
      const timestamp = new Date(nowMs).toISOString();
      const signed = new Headers(headers);
      signed.set("x-zendesk-webhook-signature", signDelivery({ secret, timestamp, body }));
      signed.set("x-zendesk-webhook-signature-timestamp", timestamp);
      return signed;
    },
    refusals: {
      conflict: { status: 409, text: '{"error":"DatabaseConflict"}' },
      refused: { status: 422, text: '{"error":"RecordInvalid","details":{"assignee":[]}}' },
    },
    readAnswer(json) {
      const { ticket, tickets } = json as { ticket?: RawTicket; tickets?: RawTicket[] };
      return (tickets ?? (ticket ? [ticket] : [])).map(told);
    },
    readDelivery(body) {
      const { detail, type } = JSON.parse(body) as { detail: RawTicket; type: string };
      // An agent's coming and going tells nothing of a ticket.
      const isOfTicket = type.startsWith("zen:event-type:ticket.") && !type.endsWith("created");
      return isOfTicket ? [{ ...told(detail), status: detail.status.toLowerCase() }] : [];
    },
    close: () => sandbox.close(),
  };
}

function told({ id, assignee_id, group_id, status, updated_at }: RawTicket): Told {
  return {
    ticketId: String(id),
    status,
    groupId: idOf(group_id),
    assigneeId: idOf(assignee_id),
    updatedAt: updated_at,
  };
}

import { priorities, sources, statuses } from "../tickets/ticket-input.ts";
import type { Ticket } from "../types.ts";
import type { World } from "../world.ts";
import type { WebhookAction } from "./rule-input.ts";

/** The body of a webhook. Inside the quotes of an advanced template everything is text; simple bodies have an envelope. */
export function renderContent(world: World, action: WebhookAction, ticket: Ticket, event: string): string {
  const values = placeholders(world, ticket, event);
  const render = (template: string) =>
    template.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_match, name: string) => values[name] ?? emptyOf(world));
  const rendered = Object.entries(action.content).map(([key, template]) => [key, render(template)] as const);
  // JSON.stringify escapes as the vendor does where the encoding is JSON.
  if (action.content_layout === "2") return JSON.stringify(Object.fromEntries(rendered));
  const simple = rendered.map(([key, value]) => [key, key === "ticket_id" ? Number(value) : value] as const);
  return JSON.stringify({ freshdesk_webhook: Object.fromEntries(simple) });
}

function emptyOf(world: World): string {
  return world.options.variants.emptyPlaceholder === "empty" ? "" : "null";
}

/** Statuses and priorities are shown by their labels; the numbers have names of their own. */
function placeholders(world: World, ticket: Ticket, event: string): Record<string, string | undefined> {
  const requester = world.contacts.get(ticket.requester_id);
  return {
    triggered_event: event,
    "ticket.id": String(ticket.id),
    "ticket.url": `https://${world.subdomain}.freshdesk.com/helpdesk/tickets/${ticket.id}`,
    "ticket.subject": ticket.subject ?? undefined,
    "ticket.description": ticket.description,
    "ticket.status": statuses[ticket.status],
    "ticket.status_id": String(ticket.status),
    "ticket.priority": priorities[ticket.priority],
    "ticket.priority_id": String(ticket.priority),
    "ticket.source": sources[ticket.source],
    "ticket.ticket_type": ticket.type ?? undefined,
    "ticket.group.id": ticket.group_id === null ? undefined : String(ticket.group_id),
    "ticket.agent.id": ticket.responder_id === null ? undefined : String(ticket.responder_id),
    "ticket.requester.id": String(ticket.requester_id),
    "ticket.requester.name": requester?.name,
    "ticket.requester.email": requester?.email,
    helpdesk_name: "Larkfield Goods",
  };
}

import { type AgentDesk, type DeskTicket, deskPriorities } from "../../pages/agent-desk.ts";
import { openPack, recordsOf } from "../app/pack-content.ts";
import type { SandboxControls } from "../create-controls.ts";
import { statuses } from "../tickets/ticket-input.ts";
import type { Ticket } from "../types.ts";
import type { World } from "../world.ts";

const resolved = [4, 5];

/** Freshdesk's emulator as its agents see it. */
export function createFreshdeskDesk(world: World, controls: SandboxControls): AgentDesk {
  const { subdomain } = world.options;
  const nameOf = (id: number) => (world.agents.get(id) ?? world.contacts.get(id))?.name ?? "";
  const toDesk = (ticket: Ticket): DeskTicket => ({
    id: String(ticket.id),
    subject: ticket.subject ?? "",
    requester: nameOf(ticket.requester_id),
    status: (statuses[ticket.status] ?? "").toLowerCase(),
    isSolved: resolved.includes(ticket.status),
    priority: deskPriorities[ticket.priority - 1] ?? "",
    groupId: ticket.group_id === null ? null : String(ticket.group_id),
    assigneeId: ticket.responder_id === null ? null : String(ticket.responder_id),
    tags: ticket.tags,
    createdAt: ticket.created_at,
    updatedAt: ticket.updated_at,
  });
  const isShown = (ticket: Ticket) => !ticket.deleted && !ticket.spam;

  return {
    title: "Freshdesk",
    account: `${subdomain}.freshdesk.com`,
    base: "/a",
    people: () =>
      [...world.agents.values()]
        .filter(({ deactivated }) => !deactivated)
        .map(({ id, name, email, isAdmin }) => ({
          id: String(id),
          name,
          email,
          role: isAdmin ? ("admin" as const) : ("agent" as const),
          locale: "en",
        }))
        .sort((a, b) => a.role.localeCompare(b.role)),
    groups: () => controls.groups().map(({ id, name }) => ({ id: String(id), name })),
    agents: () =>
      controls
        .agents()
        .filter(({ deactivated, type }) => !deactivated && type === "support_agent")
        .map(({ id, name, groupIds }) => ({ id: String(id), name, groupIds: groupIds.map(String) })),
    tickets: () => controls.tickets().filter(isShown).map(toDesk).reverse(),
    findTicket: (ticketId) => {
      const ticket = controls.findTicket(Number(ticketId));
      return ticket && isShown(ticket) ? toDesk(ticket) : undefined;
    },
    comments: (ticketId) => {
      const state = world.tickets.get(Number(ticketId));
      if (!state) return [];
      const { requester_id, description_text, created_at } = state.ticket;
      return [
        { author: nameOf(requester_id), body: description_text, at: created_at, isPrivate: false },
        ...state.conversations.map((conversation) => ({
          author: nameOf(conversation.user_id),
          body: conversation.body_text,
          at: conversation.created_at,
          isPrivate: conversation.private,
        })),
      ];
    },
    create: ({ subject, body, requester }) =>
      String(controls.createTicket({ subject, description: body, requester, source: 2 }).id),
    update: (ticketId, personId, { groupId, assigneeId, priority, isSolved }) => {
      controls.actAsHuman(Number(personId), Number(ticketId), {
        ...(groupId === undefined ? {} : { group_id: groupId === null ? null : Number(groupId) }),
        ...(assigneeId === undefined
          ? {}
          : { responder_id: assigneeId === null ? null : Number(assigneeId) }),
        ...(priority === undefined ? {} : { priority: deskPriorities.indexOf(priority) + 1 }),
        ...(isSolved ? { status: 4 } : {}),
      });
    },
    openApp: ({ place, person, ticket, colorScheme }) => {
      const page = world.app?.kind === "pack" ? world.app.page : undefined;
      if (!page || place === "background") return undefined;
      const { modules } = openPack(page.files);
      const location = place === "ticket" ? "ticket_sidebar" : "full_page_app";
      const found = Object.values(modules).flatMap((parts) => {
        const options = recordsOf(parts.location)[location];
        return options ? [options] : [];
      })[0];
      if (!found) return undefined;
      return {
        url: `${world.appOrigin}/${String(found.url)}`,
        hostScript: "app-host.js",
        data: {
          base: "/a",
          location,
          ticket,
          colorScheme,
          priorities: deskPriorities,
          loggedInUser: {
            id: Number(person.id),
            contact: { name: person.name, email: person.email, language: person.locale },
          },
          currentHost: { endpoint_urls: { freshdesk: `https://${subdomain}.freshdesk.com` } },
        },
      };
    },
  };
}

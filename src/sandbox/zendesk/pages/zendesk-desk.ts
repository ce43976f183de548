import type { AgentDesk, DeskTicket } from "../../pages/agent-desk.ts";
import { findPageUrl } from "../apps/app-store.ts";
import { signUrlToken } from "../apps/signed-url.ts";
import type { SandboxControls } from "../create-controls.ts";
import { issueToken } from "../oauth/issue-token.ts";
import type { Ticket, TicketPriority } from "../types.ts";
import type { World } from "../world.ts";

const locations = { ticket: "ticket_sidebar", settings: "nav_bar", background: "background" } as const;

/** Zendesk's emulator as its agents see it. */
export function createZendeskDesk(world: World, controls: SandboxControls): AgentDesk {
  const nameOf = (id: number) => world.users.get(id)?.name ?? "";
  const toDesk = (ticket: Ticket): DeskTicket => ({
    id: String(ticket.id),
    subject: ticket.subject ?? "",
    requester: nameOf(ticket.requester_id),
    status: ticket.status,
    isSolved: ticket.status === "solved" || ticket.status === "closed",
    priority: ticket.priority ?? "",
    groupId: ticket.group_id === null ? null : String(ticket.group_id),
    assigneeId: ticket.assignee_id === null ? null : String(ticket.assignee_id),
    tags: ticket.tags,
    createdAt: ticket.created_at,
    updatedAt: ticket.updated_at,
  });
  const canLook = () =>
    [...world.users.values()].filter(
      ({ role, suspended, active }) => role !== "end-user" && !suspended && active,
    );
  return {
    title: "Zendesk",
    account: `${world.subdomain}.zendesk.com`,
    base: "/agent",
    people: () =>
      canLook()
        .map(({ id, name, email, role, locale }) => ({
          id: String(id),
          name,
          email,
          role: role === "admin" ? ("admin" as const) : ("agent" as const),
          locale,
        }))
        .sort((a, b) => a.role.localeCompare(b.role)),
    groups: () => controls.groups().map(({ id, name }) => ({ id: String(id), name })),
    agents: () =>
      controls
        .agents()
        .filter(({ suspended, roleType }) => !suspended && roleType !== 1)
        .map(({ id, name, groupIds }) => ({ id: String(id), name, groupIds: groupIds.map(String) })),
    tickets: () => controls.tickets().map(toDesk).reverse(),
    findTicket: (ticketId) => {
      const ticket = controls.findTicket(Number(ticketId));
      return ticket && toDesk(ticket);
    },
    comments: (ticketId) =>
      (world.tickets.get(Number(ticketId))?.comments ?? []).map((comment) => ({
        author: nameOf(comment.author_id),
        body: comment.plain_body,
        at: comment.created_at,
        isPrivate: !comment.public,
      })),
    create: (message) => String(controls.createTicket({ ...message, channel: "web" }).id),
    update: (ticketId, personId, { groupId, assigneeId, priority, isSolved }) => {
      controls.actAsHuman(Number(personId), Number(ticketId), {
        ...(groupId === undefined ? {} : { group_id: groupId === null ? null : Number(groupId) }),
        ...(assigneeId === undefined ? {} : { assignee_id: assigneeId === null ? null : Number(assigneeId) }),
        ...(priority === undefined ? {} : { priority: priority as TicketPriority }),
        ...(isSolved ? { status: "solved" as const } : {}),
      });
    },
    openApp: ({ place, person, ticket, origin, colorScheme }) => {
      const location = locations[place];
      const page = findPageUrl(world.app, location);
      if (page === undefined) return undefined;
      const url = new URL(page);
      url.searchParams.set("origin", origin);
      url.searchParams.set("app_guid", `guid-${world.app.installationId}`);
      const userId = Number(person.id);
      // What the page may ask of the API, it asks as whoever looks.
      const apiToken = issueToken(world, {
        userId,
        scopes: ["read", "write"],
        clientId: "agent-pages",
        accessSeconds: 3_600,
      }).token;
      return {
        url: url.href,
        token: signUrlToken(world, { userId, location }),
        hostScript: "zaf-host.js",
        data: {
          base: "/agent",
          apiBase: origin,
          apiToken,
          location,
          ticket,
          colorScheme,
          currentUser: { ...person, id: userId },
          currentAccount: { subdomain: world.subdomain },
          metadata: {
            appId: world.app.id,
            name: "Signalbox",
            installationId: world.app.installationId,
            settings: world.app.settings,
          },
        },
      };
    },
  };
}

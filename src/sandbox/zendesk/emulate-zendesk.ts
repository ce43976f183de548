import { createAdminApi } from "../admin-api.ts";
import type { EmulatedHelpdesk, EmulationOptions } from "../emulated-helpdesk.ts";
import { strikeOnce } from "../faults.ts";
import { toEmulatedEvent } from "../ticket-event.ts";
import { noLimits } from "./options.ts";
import { startZendeskSandbox, type ZendeskSandbox } from "./start-zendesk-sandbox.ts";
import type { Ticket } from "./types.ts";

/** The High Volume add-on's. */
const largestPlan = { accountPerMinute: 2_500, ticketUpdatesPerMinute: 300 };

/** Zendesk's emulator in the words that all emulators share. */
export async function emulateZendesk({ limits, ...options }: EmulationOptions): Promise<EmulatedHelpdesk> {
  return inOurWords(
    await startZendeskSandbox({
      ...options,
      limits: limits === "none" ? noLimits : largestPlan,
    }),
  );
}

/** The same of one that is running. */
export function inOurWords(sandbox: ZendeskSandbox): EmulatedHelpdesk {
  let credentials = sandbox.integrationToken;
  const api = createAdminApi(`${sandbox.url}/api/v2`, () => `Bearer ${credentials}`);
  return {
    ...sandbox,
    name: "zendesk",
    title: "Zendesk",
    urlVariable: "SIGNALBOX_ZENDESK_URL",
    get credentials() {
      return credentials;
    },
    integrationUserId: String(sandbox.integrationUserId),
    groups: () => sandbox.groups().map(({ id, name }) => ({ id: String(id), name })),
    agents: () =>
      sandbox.agents().map((agent) => ({
        id: String(agent.id),
        name: agent.name,
        groupIds: agent.groupIds.map(String),
        isAvailable: agent.status === "online",
        isAssignable: !agent.suspended && agent.roleType !== 1,
      })),
    findTicket: (ticketId) => read(sandbox.findTicket(Number(ticketId))),
    tickets: () => sandbox.tickets().flatMap((ticket) => read(ticket) ?? []),
    createTicket: (message) => ({ id: String(sandbox.createTicket(message).id) }),
    actAsHuman: (agentId, ticketId, { groupId, assigneeId, priority }) => {
      sandbox.actAsHuman(Number(agentId), Number(ticketId), {
        ...(groupId === undefined ? {} : { group_id: Number(groupId) }),
        ...(assigneeId === undefined ? {} : { assignee_id: Number(assigneeId) }),
        ...(priority === undefined ? {} : { priority }),
      });
    },
    solveTicket: (ticketId, agentId) => {
      sandbox.solveTicket(Number(ticketId), agentId === undefined ? undefined : Number(agentId));
    },
    deleteTicket: (ticketId) => sandbox.deleteTicket(Number(ticketId)),
    setAvailable: (agentId, isAvailable) =>
      sandbox.setAvailability(Number(agentId), isAvailable ? "online" : "away"),
    setMembers: async (groupId, agentIds) => {
      const { group_memberships: members } = (await api("GET", `/groups/${groupId}/memberships.json`)) as {
        group_memberships: { id: number; user_id: number }[];
      };
      for (const { id, user_id } of members) {
        if (!agentIds.includes(String(user_id))) await api("DELETE", `/group_memberships/${id}.json`);
      }
      const missing = agentIds.filter((id) => !members.some((member) => String(member.user_id) === id));
      for (const id of missing) {
        const group_membership = { user_id: Number(id), group_id: Number(groupId) };
        await api("POST", "/group_memberships.json", { group_membership });
      }
    },
    addGroup: async (name, agentIds) => {
      const { group } = (await api("POST", "/groups.json", { group: { name } })) as { group: { id: number } };
      for (const id of agentIds) {
        const group_membership = { user_id: Number(id), group_id: group.id };
        await api("POST", "/group_memberships.json", { group_membership });
      }
    },
    removeGroup: async (groupId) => {
      await api("DELETE", `/groups/${groupId}.json`);
    },
    newCredentials: () => {
      credentials = sandbox.createToken({ userId: sandbox.integrationUserId });
      return credentials;
    },
    revokeCredentials: () => sandbox.revokeToken(credentials),
    // The condition and the audit of a write see whoever was faster, up to its last moment.
    strikeBeforeWrite: (act) => strikeOnce(sandbox.faults, "beforeTicketUpdate", act),
    subscribe: (listener) =>
      sandbox.subscribe((event) => {
        if (event.kind !== "delivery") listener(toEmulatedEvent(event, "assignee_id"));
      }),
    appVariables: { SIGNALBOX_ZENDESK_APP_ID: String(sandbox.appId) },
    installApp: async ({ files }) => {
      // Not uploaded: on a developer's machine the pages are at an http address, which no package may name.
      sandbox.showApp(JSON.parse(files.get("manifest.json")?.toString() ?? ""));
    },
    pages: () => ({
      agent: `${sandbox.url}/agent/tickets`,
      admin: `${sandbox.url}/agent/apps/signalbox?as=${sandbox.integrationUserId}`,
    }),
    deliveries: () =>
      sandbox.deliveries().map(({ ticketId, duplicate, lost }) => ({
        ticketId: String(ticketId),
        duplicate,
        lost,
      })),
  };
}

function read(ticket: Ticket | undefined) {
  if (!ticket) return undefined;
  const textOf = (id: number | null) => (id === null ? null : String(id));
  return {
    id: String(ticket.id),
    subject: ticket.subject ?? "",
    description: ticket.description,
    isSolved: ticket.status === "solved" || ticket.status === "closed",
    priority: ticket.priority,
    groupId: textOf(ticket.group_id),
    assigneeId: textOf(ticket.assignee_id),
    tags: ticket.tags,
  };
}

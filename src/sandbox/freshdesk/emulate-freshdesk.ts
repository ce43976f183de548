import { createAdminApi } from "../admin-api.ts";
import type { CustomerMessage } from "../customer-ticket.ts";
import type { EmulatedHelpdesk, EmulationOptions } from "../emulated-helpdesk.ts";
import { strikeOnce } from "../faults.ts";
import { toEmulatedEvent } from "../ticket-event.ts";
import { createAppPlatform } from "./app/create-app-platform.ts";
import { noLimits } from "./options.ts";
import { type FreshdeskSandbox, startFreshdeskSandbox } from "./start-freshdesk-sandbox.ts";
import type { Ticket } from "./types.ts";

/** The add-on of 2,000 calls a minute. */
const largestPlan = {
  accountPerMinute: 2_000,
  ticketCreatesPerMinute: 800,
  ticketUpdatesPerMinute: 800,
  ticketListsPerMinute: 400,
  contactListsPerMinute: 400,
  templateCallsPerMinute: 50,
};

/** A ticket that comes by the API counts as the portal's. */
const sources: Record<NonNullable<CustomerMessage["channel"]>, number> = {
  mail: 1,
  web: 2,
  api: 2,
  native_messaging: 7,
};
const priorities = ["low", "normal", "high", "urgent"];

/** Freshdesk's emulator in the words that all emulators share. */
export async function emulateFreshdesk({ limits, ...options }: EmulationOptions): Promise<EmulatedHelpdesk> {
  return inOurWords(
    await startFreshdeskSandbox({
      ...options,
      limits: limits === "none" ? noLimits : largestPlan,
      webhooks: limits === "none" ? { callsPerHour: 1_000_000 } : {},
    }),
  );
}

/** The same of one that is running. */
export function inOurWords(sandbox: FreshdeskSandbox): EmulatedHelpdesk {
  let credentials = sandbox.integrationKey;
  const api = createAdminApi(`${sandbox.url}/api/v2`, () => `Basic ${btoa(`${credentials}:X`)}`);
  return {
    ...sandbox,
    name: "freshdesk",
    title: "Freshdesk",
    urlVariable: "SIGNALBOX_FRESHDESK_URL",
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
        isAvailable: agent.available,
        isAssignable: !agent.deactivated && agent.type === "support_agent",
      })),
    findTicket: (ticketId) => read(sandbox.findTicket(Number(ticketId))),
    tickets: () => sandbox.tickets().flatMap((ticket) => read(ticket) ?? []),
    createTicket: ({ body, channel, requester, subject, tags }) => {
      const { id } = sandbox.createTicket({
        subject,
        description: body,
        requester,
        source: sources[channel ?? "mail"],
        ...(tags ? { tags } : {}),
      });
      return { id: String(id) };
    },
    actAsHuman: (agentId, ticketId, { groupId, assigneeId, priority }) => {
      sandbox.actAsHuman(Number(agentId), Number(ticketId), {
        ...(groupId === undefined ? {} : { group_id: Number(groupId) }),
        ...(assigneeId === undefined ? {} : { responder_id: Number(assigneeId) }),
        ...(priority === undefined ? {} : { priority: priorities.indexOf(priority) + 1 }),
      });
    },
    solveTicket: (ticketId, agentId) => {
      sandbox.resolveTicket(Number(ticketId), agentId === undefined ? undefined : Number(agentId));
    },
    deleteTicket: (ticketId) => sandbox.deleteTicket(Number(ticketId)),
    setAvailable: (agentId, isAvailable) => sandbox.setAvailable(Number(agentId), isAvailable),
    setMembers: async (groupId, agentIds) => {
      await api("PUT", `/groups/${groupId}`, { agent_ids: agentIds.map(Number) });
    },
    addGroup: async (name, agentIds) => {
      await api("POST", "/groups", { name, agent_ids: agentIds.map(Number) });
    },
    removeGroup: async (groupId) => {
      await api("DELETE", `/groups/${groupId}`);
    },
    newCredentials: () => {
      credentials = sandbox.createApiKey(sandbox.integrationUserId);
      return credentials;
    },
    revokeCredentials: () => sandbox.revokeApiKey(credentials),
    // Nothing guards the write itself, so the last moment that can be seen is before the ticket is read again.
    strikeBeforeWrite: (act) => strikeOnce(sandbox.faults, "afterTicketRead", act),
    subscribe: (listener) =>
      sandbox.subscribe((event) => {
        if (event.kind !== "delivery") listener(toEmulatedEvent(event, "responder_id"));
      }),
    appVariables: {},
    installApp: async ({ files, server, newInstallToken }) => {
      const platform = createAppPlatform(files, {
        iparams: { install_token: await newInstallToken() },
        host: new URL(sandbox.url).host,
        originOf: () => server,
        callsPerMinute: sandbox.limits.templateCallsPerMinute,
      });
      const installed = await platform.install();
      if (!installed.isOk) throw new Error(`the app was refused: ${JSON.stringify(installed.error)}`);
      sandbox.installApp({ kind: "pack", platform, page: { files, platform } });
    },
    pages: () => ({
      agent: `${sandbox.url}/a/tickets`,
      admin: `${sandbox.url}/a/apps/signalbox?as=${sandbox.integrationUserId}`,
    }),
    deliveries: () =>
      sandbox.deliveries().map(({ ticketId, duplicate, lost }) => ({
        ticketId: ticketId === null ? null : String(ticketId),
        duplicate,
        lost,
      })),
  };
}

function read(ticket: Ticket | undefined) {
  if (!ticket || ticket.deleted) return undefined;
  const textOf = (id: number | null) => (id === null ? null : String(id));
  return {
    id: String(ticket.id),
    subject: ticket.subject ?? "",
    description: ticket.description_text,
    isSolved: ticket.status === 4 || ticket.status === 5,
    priority: priorities[ticket.priority - 1] ?? null,
    groupId: textOf(ticket.group_id),
    assigneeId: textOf(ticket.responder_id),
    tags: ticket.tags,
  };
}

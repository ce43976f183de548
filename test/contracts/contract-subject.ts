import { onTestFinished } from "vitest";
import { createFreshdesk } from "../../src/helpdesks/freshdesk/index.ts";
import { createZendesk } from "../../src/helpdesks/zendesk/index.ts";
import type { Helpdesk, HelpdeskClient } from "../../src/ports/helpdesk.ts";
import type { Platform } from "../../src/ports/platform.ts";
import type { Ticket } from "../../src/routing/ticket.ts";
import { createNodePlatform } from "../../src/runtime/node-platform.ts";
import type {
  EmulatedHelpdesk,
  EmulatedName,
  EmulationOptions,
} from "../../src/sandbox/emulated-helpdesk.ts";
import { startEmulatedHelpdesk } from "../../src/sandbox/start-emulated-helpdesk.ts";
import { createFakeHelpdesk } from "./fake-helpdesk.ts";

/** What the suite does to a help desk from the side; a new one needs an emulation that can do this much. */
export type ContractDesk = Pick<
  EmulatedHelpdesk,
  | "url"
  | "subdomain"
  | "credentials"
  | "integrationUserId"
  | "faults"
  | "groups"
  | "agents"
  | "findTicket"
  | "createTicket"
  | "actAsHuman"
  | "deleteTicket"
  | "setAvailable"
  | "strikeBeforeWrite"
  | "stop"
>;

export interface OpenSubject {
  helpdesk: Helpdesk;
  desk: ContractDesk;
  client: HelpdeskClient;
  clientWith(credentials: string): HelpdeskClient;
  /** How many requests went out. */
  requestCount(): number;
}

export interface ContractSubject {
  name: string;
  /** Whether deliveries are signed over their bytes and dated; else a secret comes along, and the body is a hint. */
  isSigned: boolean;
  /** The page size of the list that the sweep reads. */
  pageSize: number;
  open(options?: Partial<EmulationOptions>): Promise<OpenSubject>;
}

const bySandbox = (
  name: EmulatedName,
  create: (options: { originOf: () => string }) => Helpdesk,
): Pick<ContractSubject, "name" | "open"> => ({
  name,
  async open(options = {}) {
    const desk = await startEmulatedHelpdesk(name, { limits: "none", ...options });
    onTestFinished(() => desk.stop());
    return { desk, ...connect(create({ originOf: () => desk.url }), desk) };
  },
});

export const subjects: ContractSubject[] = [
  { ...bySandbox("zendesk", createZendesk), isSigned: true, pageSize: 100 },
  { ...bySandbox("freshdesk", createFreshdesk), isSigned: false, pageSize: 100 },
  {
    name: "a third",
    isSigned: true,
    pageSize: 10,
    async open(options = {}) {
      const { helpdesk, desk, fetch } = createFakeHelpdesk(options);
      return { desk, ...connect(helpdesk, desk, fetch) };
    },
  },
];

function connect(helpdesk: Helpdesk, desk: ContractDesk, ownFetch?: Platform["fetch"]) {
  const base = createNodePlatform({ SIGNALBOX_LOG_LEVEL: "silent" });
  onTestFinished(() => base.close());
  let requests = 0;
  const fetch: Platform["fetch"] = (url, init) => {
    requests += 1;
    return (ownFetch ?? base.fetch)(url, init);
  };
  const clientWith = (credentials: string) =>
    helpdesk.createClient({ subdomain: desk.subdomain, credentials, platform: { ...base, fetch } });
  return { helpdesk, client: clientWith(desk.credentials), clientWith, requestCount: () => requests };
}

/** What the suite's customer writes. */
export const message = {
  subject: "Where is my order?",
  body: "It should be here by now.",
  requester: { name: "Customer 1", email: "customer1@mail.example" },
};

/** An agent who can be given tickets, with a group to do it in, and another group. */
export function pick(desk: ContractDesk) {
  const agent = desk.agents().find((candidate) => candidate.isAssignable && candidate.groupIds.length > 0);
  const groupId = agent?.groupIds[0] ?? "";
  const other = desk.groups().find((group) => !agent?.groupIds.includes(group.id));
  return { agentId: agent?.id ?? "", groupId, otherGroupId: other?.id ?? "" };
}

export async function read({ client }: OpenSubject, ticketId: string): Promise<Ticket> {
  const ticket = await client.findTicket(ticketId);
  if (!ticket) throw new Error(`ticket ${ticketId} is missing`);
  return ticket;
}

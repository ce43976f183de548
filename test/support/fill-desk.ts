import type { Example } from "../../src/classifier/document.ts";
import { createRandom } from "../../src/classifier/training/seeded-random.ts";
import type { EmulatedHelpdesk, EmulatedName } from "../../src/sandbox/emulated-helpdesk.ts";
import { startEmulatedHelpdesk } from "../../src/sandbox/start-emulated-helpdesk.ts";
import { shopTickets } from "../classifier/shop-tickets.ts";

const hourMs = 3_600_000;

const groupOfTopic: Record<string, string> = {
  returns: "Returns",
  delivery: "Orders",
  refunds: "Payments",
  payment: "Payments",
};

/**
 * A help desk with tickets of past weeks in the groups of their topics, solved but for the last ones; nobody listens
 * yet. @param input.tickets with the topic or the name of the group as label; made up when left out
 */
export async function startFilledDesk(
  name: EmulatedName,
  input: { solved: number; open?: number; tickets?: readonly Example[]; stepMs?: number },
): Promise<EmulatedHelpdesk> {
  const { solved, open = 0, stepMs = hourMs } = input;
  const tickets = input.tickets ?? shopTickets(solved + open);
  let agoMs = tickets.length * stepMs + 24 * hourMs;
  const desk = await startEmulatedHelpdesk(name, { limits: "none", now: () => Date.now() - agoMs });
  const random = createRandom(1);
  const groups = new Map(desk.groups().map((group) => [group.name, group.id]));
  const agent = desk.agents().find(({ isAssignable }) => isAssignable);
  for (const [index, { document, label }] of tickets.entries()) {
    const requester = { name: `Customer ${index % 50}`, email: `customer${index % 50}@mail.example` };
    const message = { subject: document.subject ?? "Question", body: document.body, requester };
    const { id } = desk.createTicket(message);
    const groupId = groups.get(groupOfTopic[label] ?? label) ?? "";
    const priority = random() < 0.5 ? "high" : "normal";
    desk.actAsHuman(agent?.id ?? "", id, { groupId, priority });
    if (index < solved) desk.solveTicket(id);
    agoMs -= stepMs;
  }
  agoMs = 0;
  return desk;
}

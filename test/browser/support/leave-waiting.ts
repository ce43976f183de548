import type { Policy } from "../../../src/routing/policy.ts";
import { demoPolicy } from "../../../src/sandbox/demo/demo-policy.ts";
import { savePolicy } from "../../../src/services/policies/save-policy.ts";
import { ended, resync } from "../../support/ended.ts";
import type { TestServer } from "../../support/test-server.ts";
import { waitFor } from "../../support/wait-for.ts";

/** So slow that whoever has had their one ticket of the day gets no other by themselves. */
const slowReturns: Policy = {
  ...demoPolicy,
  queues: demoPolicy.queues.map((queue) =>
    queue.id === "returns" ? { ...queue, hold: { ramp: { tickets: 1, minutes: 1440 } } } : queue,
  ),
};

/** Tickets that wait although somebody is there who could take them. @returns that agent, and the tickets */
export async function leaveWaiting(
  server: TestServer,
  count: number,
): Promise<{ agentId: number; ticketIds: number[] }> {
  const { sandbox, installationId } = server;
  await savePolicy(server.server.context, { installationId, document: slowReturns });
  const group = sandbox.groups().find(({ name }) => name === "Returns");
  const members = sandbox.agents().filter(({ groupIds }) => group && groupIds.includes(group.id));
  for (const { id } of members) sandbox.setAvailability(id, "away");
  await resync(server);
  const requester = { name: "Customer 1", email: "customer1@mail.example" };
  const ids = Array.from({ length: count + 1 }, () => {
    return sandbox.createTicket({ subject: "Wrong size", body: "Can I exchange it?", requester }).id;
  });
  for (const id of ids) await ended(server, id, "held");
  const agentId = members[0]?.id ?? 0;
  sandbox.setAvailability(agentId, "online");
  await resync(server);
  const waiting = await waitFor("the one ticket of the day", () => {
    const left = ids.filter((id) => sandbox.findTicket(id)?.assignee_id == null);
    return left.length === count ? left : undefined;
  });
  return { agentId, ticketIds: waiting };
}

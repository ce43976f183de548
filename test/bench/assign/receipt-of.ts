import { decide } from "../../../src/routing/decide.ts";
import { agentOf, policyOf, queueOf, ticketOf } from "../../routing/build.ts";

/** A receipt as it is stored for a ticket that so many equal agents could have, as JSON. */
export function receiptOf(agentCount: number): string {
  const agents = Array.from({ length: agentCount }, (_none, n) => agentOf(`a${n}`, { groupIds: ["g"] }));
  const { receipt } = decide(policyOf({ queues: [queueOf("team")], fallback: "team" }), {
    ticket: ticketOf(),
    signals: {},
    roster: { groups: [{ id: "g", name: "team" }], agents },
    now: "2026-11-23T10:00:00Z",
  });
  return JSON.stringify(receipt);
}

import { type Scenario, settle } from "./scenario.ts";
import { serviceTeam, shopPolicy } from "./shop-policy.ts";

const tickets = 24;

export const humanRace: Scenario = {
  name: "human-race",
  title: "Agents take tickets by hand in the very moment in which Signalbox assigns them.",
  sandbox: { ...serviceTeam(4), maxOpenTicketsPerAgent: 100 },
  policy: shopPolicy({}, { capacity: { default: 100 } }),
  async play(stage) {
    const { sandbox, agents } = stage;
    const chosen = new Map<number, number>();
    sandbox.faults.beforeTicketUpdate = (ticketId) => {
      const agent = agents[ticketId % agents.length];
      // Every second ticket is taken by hand between Signalbox's read and its write.
      if (!agent || ticketId % 2 === 0 || chosen.has(ticketId)) return;
      chosen.set(ticketId, agent.id);
      sandbox.actAsHuman(agent.id, ticketId, { assignee_id: agent.id });
    };
    const ids = Array.from({ length: tickets }, (_, index) => stage.write(`Where is order ${4000 + index}?`));
    const isSettled = await settle(stage, ids, ["assigned", "left alone"]);
    sandbox.faults.beforeTicketUpdate = undefined;
    const lost = [...chosen].filter(([id, agentId]) => sandbox.findTicket(id)?.assignee_id !== agentId);
    const unowned = ids.filter((id) => sandbox.findTicket(id)?.assignee_id === null);
    stage.say(`${tickets} tickets, ${chosen.size} of them taken by hand in the same second.`);
    return [
      {
        promise: "what a human chose stands",
        isKept: chosen.size >= tickets / 3 && lost.length === 0,
        seen: `${chosen.size} taken by hand, ${lost.length} overwritten`,
      },
      {
        promise: "every other ticket has an owner, and the register knows how each ended",
        isKept: isSettled && unowned.length === 0,
        seen: `${unowned.length} without an owner`,
      },
    ];
  },
};

import { expect, it } from "vitest";
import type { TicketFacts } from "../../src/ports/helpdesk-delivery.ts";
import { stillReplaced } from "../../src/services/tickets/still-replaced.ts";

const ours: TicketFacts = {
  ticketId: "1",
  status: "open",
  priority: "high",
  groupId: "returns",
  assigneeId: "ours",
  createdAt: "2026-03-01T08:00:00Z",
  updatedAt: "2026-03-01T08:00:01Z",
};
const replaced = { groupId: "orders", assigneeId: "human", priority: "urgent" } as const;
const cases: [name: string, since: Partial<TicketFacts>, left: unknown][] = [
  ["nobody has touched the ticket since", {}, replaced],
  [
    "somebody took the agent away again, which says nothing of the group",
    { assigneeId: null },
    { groupId: "orders", priority: "urgent" },
  ],
  [
    "somebody gave it to another agent, and so has chosen the group as well",
    { assigneeId: "another" },
    { priority: "urgent" },
  ],
  ["somebody moved it", { groupId: "wholesale" }, { assigneeId: "human", priority: "urgent" }],
  ["somebody set the priority", { priority: "low" }, { groupId: "orders", assigneeId: "human" }],
];

it.each(cases)("when %s", (_name, since, left) => {
  expect(stillReplaced(replaced, { ours, latest: { ...ours, ...since } })).toEqual(left);
});

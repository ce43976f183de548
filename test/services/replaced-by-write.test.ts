import { expect, it } from "vitest";
import type { Seen } from "../../src/ports/helpdesk.ts";
import type { WrittenChanges } from "../../src/ports/helpdesk-delivery.ts";
import { replacedByWrite } from "../../src/services/tickets/replaced-by-write.ts";

const seen: Seen = { groupId: "shop-rule", assigneeId: null, priority: "low" };
const update = { groupId: "returns", assigneeId: "ours", priority: "high" } as const;
const group = { before: "shop-rule", after: "returns" };
const assignee = { before: null, after: "ours" };

const cases: [name: string, changes: WrittenChanges, replaced: unknown][] = [
  ["what was read is what was replaced", { groupId: group, assigneeId: assignee }, undefined],
  [
    "somebody took the ticket",
    { groupId: group, assigneeId: { before: "human", after: "ours" } },
    { assigneeId: "human" },
  ],
  [
    "somebody moved and took it",
    { groupId: { before: "orders", after: "returns" }, assigneeId: { before: "human", after: "ours" } },
    { groupId: "orders", assigneeId: "human" },
  ],
  [
    "somebody raised it",
    { groupId: group, assigneeId: assignee, priority: { before: "urgent", after: "high" } },
    { priority: "urgent" },
  ],
  [
    "somebody emptied the group, which is no choice of another",
    { groupId: { before: null, after: "returns" }, assigneeId: assignee },
    undefined,
  ],
  [
    "somebody moved it and chose the same agent as we",
    { groupId: { before: "orders", after: "returns" } },
    { groupId: "orders", assigneeId: "ours" },
  ],
  [
    "the account is of another agent's assignment",
    { groupId: group, assigneeId: { before: "human", after: "another" } },
    undefined,
  ],
  [
    "the account is of the putting back",
    { groupId: { before: "returns", after: "orders" }, assigneeId: { before: "ours", after: "human" } },
    undefined,
  ],
];

it.each(cases)("when %s", (_name, changes, replaced) => {
  expect(replacedByWrite({ seen, update, changes })).toEqual(replaced);
});

it("the account of the write before, which held the ticket in its group, is not held against the next one", () => {
  const held = { groupId: "returns", assigneeId: null, priority: "low" } as const;
  const changes = { groupId: { before: "elsewhere", after: "returns" } };
  expect(replacedByWrite({ seen: held, update, changes })).toBeUndefined();
});

it("a priority that was put back is not taken for a human's by the account of that", () => {
  const changes = { priority: { before: "high", after: "urgent" } } as const;
  const held = { groupId: "returns", assigneeId: "ours", priority: "low" } as const;
  expect(replacedByWrite({ seen: held, update, changes })).toBeUndefined();
});

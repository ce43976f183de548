import { expect, it } from "vitest";
import type { TicketUpdate } from "../../src/routing/ticket.ts";
import { isDone } from "../../src/services/tickets/is-done.ts";

const given = { groupId: "returns", assigneeId: "ada" };
const waiting = { groupId: "returns", assigneeId: null };
type Shown = typeof given | typeof waiting;
const cases: [name: string, update: TicketUpdate, ticket: Shown, expected: boolean][] = [
  ["what was to be given was given", { groupId: "returns", assigneeId: "ada" }, given, true],
  ["what was to be given was not", { groupId: "returns", assigneeId: "ada" }, waiting, false],
  ["what was to be taken from somebody was taken", { groupId: "returns", assigneeId: null }, waiting, true],
  [
    "what was to be taken from somebody is still theirs",
    { groupId: "returns", assigneeId: null },
    given,
    false,
  ],
  ["nobody was named, so whoever has it may have it", { groupId: "returns" }, given, true],
  ["it is in another group", { groupId: "orders" }, given, false],
];

it.each(cases)("when %s", (_name, update, ticket, expected) => {
  expect(isDone({ receipt: { update } }, ticket)).toBe(expected);
});

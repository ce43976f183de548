import { describe, expect, it } from "vitest";
import { nameEvent } from "../../src/services/deliveries/name-event.ts";

describe("an event of a help desk", () => {
  it.each([
    ["onTicketUpdate", "ticket update"],
    ["onAgentAvailabilityUpdate", "agent availability update"],
    ["agent_assignment_changed", "agent assignment changed"],
    ["ticket.created", "ticket created"],
    ["created", "ticket created"],
  ])("%s is told as %s", (eventType, words) => {
    expect(nameEvent(eventType)).toBe(words);
  });
});

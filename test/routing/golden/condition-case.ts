import type { Condition } from "../../../src/routing/condition.ts";
import type { Signals } from "../../../src/routing/signals.ts";
import type { Ticket } from "../../../src/routing/ticket.ts";

export interface ConditionCase {
  when: Condition;
  ticket?: Partial<Ticket>;
  signals?: Signals;
  waitedMinutes?: number;
  now?: string;
  holds: boolean;
}

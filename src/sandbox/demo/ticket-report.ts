import type { EmulatedHelpdesk, EmulatedName } from "../emulated-helpdesk.ts";
import type { RegisterEntry } from "./signalbox-client.ts";

/** One ticket as the help desk has it, with the reason that the register gives. */
export interface TicketReport {
  helpdesk: EmulatedName;
  id: number;
  subject: string;
  group: string | null;
  assignee: string | null;
  priority: string | null;
  state: string;
  why: string;
  /** Milliseconds from the customer's message to our write; null when nothing was written. */
  ms: number | null;
  /** Whether the register says what the help desk shows. */
  agrees: boolean;
}

export function reportTicket(
  desk: EmulatedHelpdesk,
  entry: RegisterEntry,
  times: { createdAtMs: number | undefined; writtenAtMs: number | undefined },
): TicketReport {
  const ticket = desk.findTicket(entry.cycle.ticketId);
  const { createdAtMs, writtenAtMs } = times;
  return {
    helpdesk: desk.name,
    id: Number(entry.cycle.ticketId),
    subject: ticket?.subject ?? "",
    group: desk.groups().find((group) => group.id === ticket?.groupId)?.name ?? null,
    assignee: desk.agents().find((agent) => agent.id === ticket?.assigneeId)?.name ?? null,
    priority: ticket?.priority ?? null,
    state: entry.cycle.state,
    why: entry.cycle.reason ?? "",
    ms: createdAtMs === undefined || writtenAtMs === undefined ? null : writtenAtMs - createdAtMs,
    agrees: agrees(ticket, entry),
  };
}

function agrees(
  ticket: ReturnType<EmulatedHelpdesk["findTicket"]>,
  { cycle, decision }: RegisterEntry,
): boolean {
  if (!ticket || !decision || decision.writeState !== "applied") return false;
  const { update } = decision.receipt;
  return (
    (cycle.state === "assigned" || cycle.state === "held") &&
    (update.groupId ?? null) === ticket.groupId &&
    (update.assigneeId ?? null) === ticket.assigneeId &&
    (update.priority === undefined || update.priority === ticket.priority)
  );
}

export interface DemoSummary {
  helpdesk: EmulatedName;
  tickets: number;
  assigned: number;
  held: number;
  other: number;
  disagreements: number;
  msMedian: number | null;
  msP95: number | null;
}

export function summarize(helpdesk: EmulatedName, expected: number, reports: TicketReport[]): DemoSummary {
  const ms = reports.flatMap((report) => report.ms ?? []).sort((a, b) => a - b);
  const at = (share: number) => ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? null;
  const count = (state: string) => reports.filter((report) => report.state === state).length;
  return {
    helpdesk,
    tickets: expected,
    assigned: count("assigned"),
    held: count("held"),
    other: expected - count("assigned") - count("held"),
    disagreements: reports.filter((report) => !report.agrees).length,
    msMedian: at(0.5),
    msP95: at(0.95),
  };
}

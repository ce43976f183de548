import type { ZendeskSandbox } from "../zendesk/start-zendesk-sandbox.ts";
import type { RegisterEntry } from "./signalbox-client.ts";

/** One ticket as the help desk has it, with the reason that the register gives. */
export interface TicketReport {
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
  sandbox: ZendeskSandbox,
  entry: RegisterEntry,
  times: { createdAtMs: number | undefined; writtenAtMs: number | undefined },
): TicketReport {
  const ticket = sandbox.findTicket(Number(entry.cycle.ticketId));
  const { createdAtMs, writtenAtMs } = times;
  return {
    id: Number(entry.cycle.ticketId),
    subject: ticket?.subject ?? "",
    group: sandbox.groups().find((group) => group.id === ticket?.group_id)?.name ?? null,
    assignee: sandbox.agents().find((agent) => agent.id === ticket?.assignee_id)?.name ?? null,
    priority: ticket?.priority ?? null,
    state: entry.cycle.state,
    why: entry.cycle.reason ?? "",
    ms: createdAtMs === undefined || writtenAtMs === undefined ? null : writtenAtMs - createdAtMs,
    agrees: agrees(ticket, entry),
  };
}

function agrees(
  ticket: ReturnType<ZendeskSandbox["findTicket"]>,
  { cycle, decision }: RegisterEntry,
): boolean {
  if (!ticket || !decision || decision.writeState !== "applied") return false;
  const { update } = decision.receipt;
  const isSame = (ours: string | null | undefined, theirs: number | null) =>
    (ours ?? null) === (theirs === null ? null : String(theirs));
  return (
    (cycle.state === "assigned" || cycle.state === "held") &&
    isSame(update.groupId, ticket.group_id) &&
    isSame(update.assigneeId, ticket.assignee_id) &&
    (update.priority === undefined || update.priority === ticket.priority)
  );
}

export interface DemoSummary {
  tickets: number;
  assigned: number;
  held: number;
  other: number;
  disagreements: number;
  msMedian: number | null;
  msP95: number | null;
}

export function summarize(expected: number, reports: TicketReport[]): DemoSummary {
  const ms = reports.flatMap((report) => report.ms ?? []).sort((a, b) => a - b);
  const at = (share: number) => ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? null;
  const count = (state: string) => reports.filter((report) => report.state === state).length;
  return {
    tickets: expected,
    assigned: count("assigned"),
    held: count("held"),
    other: expected - count("assigned") - count("held"),
    disagreements: reports.filter((report) => !report.agrees).length,
    msMedian: at(0.5),
    msP95: at(0.95),
  };
}

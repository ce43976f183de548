import type { Receipt } from "../../routing/receipt.ts";

/** Why the same ticket under the same policy can be decided otherwise, by the fact in which the vendors differ. */
const vendorFacts: Record<string, string> = {
  priority:
    "Freshdesk gives every ticket a priority, Low until somebody says otherwise; Zendesk leaves it empty",
  channel: "the vendors have other channels: Zendesk's messaging is Freshdesk's chat, its API the portal",
  status: "a Zendesk ticket begins as new; Freshdesk knows no such status",
};
const byIds = "agents who are equal are told apart by a hash of the ids, and each help desk has its own ids";
const byLoads =
  "the agents held other tickets by then, since earlier ties had fallen otherwise or tickets came up in another order";

export interface Side {
  helpdesk: string;
  receipts: Map<string, Receipt>;
  /** The ticket's tags in the end: of one that was held first, the last receipt adds none that it has by then. */
  tags: Map<string, string[]>;
}

export interface Difference {
  ticketId: string;
  /** What was decided otherwise. */
  what: "rules" | "queue" | "priority" | "tags" | "agent";
  values: [left: string, right: string];
  /** Undefined for a difference that no vendor fact explains, which would be a bug. */
  because: string | undefined;
}

export interface Comparison {
  tickets: number;
  /** Tickets of which each of these is the same on both sides. */
  same: Record<Difference["what"], number>;
  differences: Difference[];
}

/** Holds the receipts of the same tickets against each other. A ticket that one side lacks is not compared. */
export function compareDecisions(left: Side, right: Side): Comparison {
  const ids = [...left.receipts.keys()].filter((id) => right.receipts.has(id)).sort();
  const differences = ids.flatMap((ticketId) => {
    const [a, b] = [left.receipts.get(ticketId), right.receipts.get(ticketId)];
    const tagsOf = (side: Side) => side.tags.get(ticketId)?.toSorted().join(", ") || "none";
    return a && b ? compareTicket(ticketId, a, b, [tagsOf(left), tagsOf(right)]) : [];
  });
  const sameOf = (what: Difference["what"]) =>
    ids.length - new Set(differences.filter((one) => one.what === what).map((one) => one.ticketId)).size;
  const same = {
    rules: sameOf("rules"),
    queue: sameOf("queue"),
    priority: sameOf("priority"),
    tags: sameOf("tags"),
    agent: sameOf("agent"),
  };
  return { tickets: ids.length, same, differences };
}

function compareTicket(ticketId: string, a: Receipt, b: Receipt, tags: Difference["values"]): Difference[] {
  const byFacts = explainByFacts(a, b);
  const tell = (
    what: Difference["what"],
    values: Difference["values"],
    because: string | undefined,
  ): Difference[] => (values[0] === values[1] ? [] : [{ ticketId, what, values, because }]);
  const compare = (
    what: Difference["what"],
    read: (receipt: Receipt) => string,
    because: string | undefined,
  ) => tell(what, [read(a), read(b)], because);
  return [
    ...compare("rules", (receipt) => receipt.rules.map((rule) => rule.id).join(", ") || "none", byFacts),
    ...compare("queue", (receipt) => receipt.queue?.id ?? "none", byFacts),
    ...compare("priority", priorityAfter, byFacts ?? byPriorityBefore(a, b)),
    ...tell("tags", tags, byFacts),
    ...compare("agent", (receipt) => receipt.chosen?.name ?? "nobody", explainAgent(a, b)),
  ];
}

function priorityAfter(receipt: Receipt): string {
  return receipt.priority?.to ?? String(receipt.facts.priority ?? "none");
}

/** A rule that matched on one side only must have read a fact that differs, and it must be one that we know of. */
function explainByFacts(a: Receipt, b: Receipt): string | undefined {
  const idsOf = (receipt: Receipt) => receipt.rules.map((rule) => rule.id);
  const onOneSide = [
    ...a.rules.filter((rule) => !idsOf(b).includes(rule.id)),
    ...b.rules.filter((rule) => !idsOf(a).includes(rule.id)),
  ];
  const reasons = onOneSide.map((rule) => {
    const field = rule.tests
      .map((test) => test.field)
      .find((name) => JSON.stringify(a.facts[name]) !== JSON.stringify(b.facts[name]));
    return field === undefined ? undefined : vendorFacts[field];
  });
  return reasons.includes(undefined) ? undefined : [...new Set(reasons)].join("; ") || undefined;
}

/** Nobody touched the priority, and it was not the same to begin with. */
function byPriorityBefore(a: Receipt, b: Receipt): string | undefined {
  const isUntouched = !a.priority && !b.priority;
  return isUntouched && a.facts.priority !== b.facts.priority ? vendorFacts.priority : undefined;
}

function explainAgent(a: Receipt, b: Receipt): string | undefined {
  const loadsOf = (receipt: Receipt) =>
    JSON.stringify(receipt.candidates.map(({ name, open }) => [name, open]).sort());
  if (loadsOf(a) !== loadsOf(b)) return byLoads;
  return a.tieBreak !== null && b.tieBreak !== null ? byIds : undefined;
}

/** For people: what is the same, then what is not, by its reason. */
export function describeComparison(comparison: Comparison, left: string, right: string): string[] {
  const { tickets, same, differences } = comparison;
  const lines = [`${tickets} tickets under one policy, in ${left} and in ${right}:`];
  for (const [what, count] of Object.entries(same)) {
    lines.push(`  ${what.padEnd(8)} the same for ${count}`);
  }
  const byReason = [...Map.groupBy(differences, (one) => one.because)];
  for (const [because, group] of byReason.sort(([, a], [, b]) => b.length - a.length)) {
    lines.push("", because ? `Because ${because}:` : "WITHOUT A REASON THAT WE KNOW:");
    for (const [what, ones] of Map.groupBy(group, (one) => one.what)) {
      const [first] = ones;
      if (!first) continue;
      const [here, there] = first.values;
      lines.push(
        `  ${ones.length} × ${what}, as in ticket ${first.ticketId}: “${here}” in ${left}, “${there}” in ${right}`,
      );
    }
  }
  lines.push("", concludeFrom(differences));
  return lines;
}

function concludeFrom(differences: Difference[]): string {
  const open = differences.filter(({ because }) => because === undefined).length;
  if (open > 0) return `${open} differences have no reason that we know, which would be a mistake of ours.`;
  return differences.length === 0
    ? "There is no difference."
    : "Each difference comes from the help desks themselves; a rule that asks for none of these facts decides alike.";
}

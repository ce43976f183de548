import { isAgent } from "./find-agent.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Receipt } from "./receipt.ts";
import type { Snapshot } from "./snapshot.ts";
import { fold } from "./text/fold.ts";
import type { TicketUpdate } from "./ticket.ts";

/** A help desk may take no longer tags. */
const longestTag = 32;
const prefix = "told-";

/**
 * The tag that an escalation's notice leaves on the ticket: nobody is told twice, whoever decides and however often, and the
 * help desk's own rules can go by it.
 */
export function toldTag(who: string): string {
  const name = fold(who)
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  if (name !== "" && prefix.length + name.length <= longestTag) return prefix + name;
  const mark = fingerprintOf(who).slice(0, 6);
  return `${prefix}${[...name].slice(0, 16).join("")}-${mark}`;
}

/** Whom a decision tells that were not told before. */
export function newlyTold({ notify, update }: Pick<Receipt, "notify" | "update">): string[] {
  if (!update.tell) return [];
  return notify.filter((who) => update.addTags?.includes(toldTag(who)));
}

/** Who of these is still to be told of the ticket: by tag, and those of them who are agents by id. */
export function notice(
  { ticket, roster }: Snapshot,
  who: readonly string[],
): { tags: string[]; tell: NonNullable<TicketUpdate["tell"]> } | undefined {
  const untold = who.filter((name) => !ticket.tags.includes(toldTag(name)));
  if (untold.length === 0) return undefined;
  const agents = roster.agents.filter((agent) => agent.active && untold.some((name) => isAgent(agent, name)));
  return { tags: [...new Set(untold.map(toldTag))], tell: agents.map(({ id }) => id) };
}

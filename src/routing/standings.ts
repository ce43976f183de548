import type { History } from "./create-history.ts";
import type { Demand } from "./eligibility.ts";
import type { Preference } from "./preference.ts";
import type { Queue } from "./queue.ts";
import type { Agent, Roster } from "./roster.ts";
import { createStanding, type First, type Standing } from "./standing.ts";

/**
 * The order of a queue's agents, kept from one ticket to the next, and from one group of tickets to the next: of the many
 * agents only those are looked at again who are other objects than before, or whose hours say otherwise by now. What is found
 * is what a look at everybody finds.
 */
export interface Standings {
  /** From now on this list of agents tells where it changed, so that nobody need compare all of it. */
  follow(agents: History<Agent>): void;
  /** Undefined for a ticket that prefers or excludes somebody: everybody has to be asked. */
  findFirst(
    roster: Roster,
    ticketId: string,
    queue: Queue,
    demand: Demand,
    preference: Preference,
  ): First | undefined;
}

/** So many kinds of tickets are kept apart; of one more, the oldest is forgotten. */
const mostStandings = 64;
/** In all of them: with very many agents, fewer are kept. One takes about 150 bytes. */
const mostEntries = 100_000;

export function createStandings(): Standings {
  const standings: Standing[] = [];
  let told: History<Agent> | undefined;

  function keep(standing: Standing, place: number, size: number): void {
    if (place >= 0) standings[place] = standing;
    else standings.push(standing);
    const most = Math.max(1, Math.min(mostStandings, Math.floor(mostEntries / size)));
    standings.splice(0, standings.length - most);
  }

  return {
    follow(agents) {
      told = agents;
    },
    findFirst(roster, ticketId, queue, demand, preference) {
      if (preference.size > 0 || demand.excluded.size > 0) return undefined;
      const place = standings.findIndex((one) => one.queue === queue && asksTheSame(one.demand, demand));
      let standing = standings[place];
      if (!standing?.fits(roster)) {
        standing = createStanding(roster, queue, demand);
        keep(standing, place, roster.agents.length);
      }
      return standing.findFirst(roster.agents, ticketId, demand, told);
    },
  };
}

/** Of two demands of one queue that exclude nobody, at whatever time. Asked for each ticket, so without an iterator. */
function asksTheSame(one: Demand, other: Demand): boolean {
  if (one.effort !== other.effort || one.queueCap !== other.queueCap) return false;
  if (one.defaultCapacity !== other.defaultCapacity || one.timezone !== other.timezone) return false;
  if (one.ignoresCapacity !== other.ignoresCapacity || one.ramp?.tickets !== other.ramp?.tickets)
    return false;
  if (one.language?.value !== other.language?.value || one.language?.need !== other.language?.need)
    return false;
  if (one.groups.length !== other.groups.length || one.skills.length !== other.skills.length) return false;
  for (let at = 0; at < one.groups.length; at++) {
    if (one.groups[at]?.id !== other.groups[at]?.id) return false;
  }
  for (let at = 0; at < one.skills.length; at++) {
    const [wish, wanted] = [one.skills[at], other.skills[at]];
    if (wish?.skill !== wanted?.skill || wish?.level !== wanted?.level || wish?.need !== wanted?.need)
      return false;
  }
  return true;
}

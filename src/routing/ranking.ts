import { capacityOf, type Demand, keptPoints } from "./eligibility.ts";
import { hasSkill, type KnownAgent, lastAssignedMs, skillLevel, speaks } from "./known-agent.ts";
import type { Preference } from "./preference.ts";
import { type PickMode, pickModesOf, type Queue } from "./queue.ts";
import type { Agent, Roster } from "./roster.ts";
import { effectiveTurns, sixDecimals } from "./rotation.ts";
import { minuteMs } from "./wall-clock.ts";

/** One thing that the ranking compares. */
export interface RankingKey {
  name: string;
  largestFirst: boolean;
  /** Null counts as the most of all. */
  of(known: KnownAgent): number | null;
}

/** What agents are compared by, the weightiest first: wishes, then the queue's ways of choosing in their order. */
export function rankingKeys(
  queue: Queue,
  demand: Demand,
  preference: Preference,
  roster: Roster,
): RankingKey[] {
  const keys: RankingKey[] = [];
  if (preference.size > 0) {
    keys.push({
      name: "preferred",
      largestFirst: true,
      of: ({ agent }) => (preference.has(agent.id) ? 1 : 0),
    });
  }
  const preferred = demand.skills.filter((wish) => wish.need === "prefer");
  if (preferred.length > 0) {
    keys.push({
      name: "missing preferred skills",
      largestFirst: false,
      of: (known) => preferred.filter((wish) => !hasSkill(known, wish)).length,
    });
  }
  const { language } = demand;
  if (language?.need === "prefer") {
    keys.push({
      name: "speaks the language",
      largestFirst: true,
      of: (known) => (speaks(known, language.value) ? 1 : 0),
    });
  }
  const modes = pickModesOf(queue);
  const own = modes.map((mode) => keyOf(mode, demand, roster));
  // What two of the ways have always ended in, where no way that was asked for compares it already.
  if (modes.includes("rotation")) own.push(sinceLast(demand));
  if (modes.includes("best skill")) own.push(spareShare(demand));
  for (const key of own) if (!keys.some(({ name }) => name === key.name)) keys.push(key);
  return keys;
}

function keyOf(mode: PickMode, demand: Demand, roster: Roster): RankingKey {
  switch (mode) {
    case "fewest open":
      return { name: "open", largestFirst: false, of: ({ agent }) => agent.open + keptPoints(agent) };
    case "most spare share":
      return spareShare(demand);
    case "longest since last":
      return sinceLast(demand);
    case "rotation": {
      const floor = roster.rotationFloor?.[demand.queueId] ?? 0;
      return {
        name: "turns per share",
        largestFirst: false,
        of: ({ agent }) => effectiveTurns({ turns: turnsOf(agent, demand), floor }),
      };
    }
    case "best skill":
      return {
        name: "skill levels",
        largestFirst: true,
        of: (known) => demand.skills.reduce((sum, wish) => sum + skillLevel(known, wish.skill), 0),
      };
  }
}

export function turnsOf({ rotation }: Agent, { queueId }: Pick<Demand, "queueId">): number {
  return rotation?.[queueId] ?? 0;
}

function spareShare(demand: Demand): RankingKey {
  return {
    name: "spare share",
    largestFirst: true,
    of: ({ agent }) => {
      const capacity = capacityOf(agent, demand);
      return capacity > 0 ? sixDecimals((capacity - agent.open - keptPoints(agent)) / capacity) : 0;
    },
  };
}

function sinceLast({ nowMs }: Demand): RankingKey {
  return {
    name: "minutes since the last one",
    largestFirst: true,
    of: (known) => {
      const minutes = (nowMs - lastAssignedMs(known)) / minuteMs;
      return Number.isFinite(minutes) ? minutes : null;
    },
  };
}

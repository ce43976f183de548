import { capacityOf, type Demand, findMissingSkill, keptPoints, queueLoad } from "./eligibility.ts";
import { knownAgent, skillLevel } from "./known-agent.ts";
import { isAbsent } from "./presence.ts";
import type { CandidateFilter } from "./receipt.ts";
import type { Agent, factSources } from "./roster.ts";
import { tellTime } from "./tell-time.ts";
import { epochOf, toIso } from "./wall-clock.ts";

/** The values that a filter compared when it ruled an agent out, and who says so. */
export function describeRemoval(filter: CandidateFilter, agent: Agent, demand: Demand): string {
  switch (filter) {
    case "member":
      return `not in the group ${demand.groups.map((group) => group.name).join(" or ")}`;
    case "active":
      return `may not own tickets${says(agent, "active")}`;
    case "available":
      return describeAway(agent, demand);
    case "on shift":
      return `not on shift${says(agent, "shift")}`;
    case "has skill":
      return describeSkill(agent, demand);
    case "speaks language": {
      const known = agent.languages ? agent.languages.join(", ") || "none" : "not known";
      return `${demand.language?.value}: ${known}${says(agent, "languages")}`;
    }
    case "under capacity": {
      const source = agent.capacity === null ? "" : says(agent, "capacity");
      return `${agent.open} of ${capacityOf(agent, demand)} taken${source}${describeRest(agent, demand)}`;
    }
    case "under queue cap":
      return `${queueLoad(agent, demand)} of ${demand.queueCap} of this queue taken${describeRest(agent, demand)}`;
    case "ramp":
      return `${agent.handedOut ?? 0} handed out in ${demand.ramp?.minutes} minutes, at most ${demand.ramp?.tickets}`;
    case "not excluded":
      return demand.excluded.get(agent.id) ?? "has a share of 0 in this queue";
  }
}

function describeAway(agent: Agent, { nowMs, timezone }: Demand): string {
  const tell = (at: string) => tellTime(at, toIso(nowMs), timezone);
  if (agent.absence && isAbsent(agent.absence, nowMs)) {
    return `absent until ${tell(agent.absence.until)}${says(agent, "absence")}`;
  }
  if (agent.pausedUntil != null && nowMs < epochOf(agent.pausedUntil)) {
    return `paused until ${tell(agent.pausedUntil)}${says(agent, "pausedUntil")}`;
  }
  return `away${says(agent, "available")}`;
}

function describeSkill(agent: Agent, demand: Demand): string {
  const missing = findMissingSkill(knownAgent(agent), demand);
  if (!missing) return "";
  const wanted = missing.level === undefined ? "" : ` at ${missing.level} or more`;
  const level = skillLevel(knownAgent(agent), missing.skill);
  const actual = !agent.skills ? "skills not known" : level === 0 ? "does not have it" : `has ${level}`;
  return `${missing.skill}${wanted}: ${actual}${says(agent, "skills")}`;
}

function describeRest(agent: Agent, { effort }: Demand): string {
  const kept = keptPoints(agent);
  const keeps = kept > 0 ? `, ${kept} kept for tickets that wait` : "";
  return `${keeps}${effort === 1 ? "" : `, and this one takes ${effort}`}`;
}

const voices: Record<(typeof factSources)[number], string> = {
  "help desk": ", says the help desk",
  signalbox: ", says Signalbox",
  assumed: ", as is assumed",
};

function says(agent: Agent, fact: keyof NonNullable<Agent["sources"]>): string {
  const source = agent.sources?.[fact];
  return source ? voices[source] : "";
}

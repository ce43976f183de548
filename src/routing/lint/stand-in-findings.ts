import type { Agent, Roster } from "../roster.ts";
import { epochOf } from "../wall-clock.ts";
import type { Finding } from "./finding.ts";

/** Absences whose stand-ins are not there: gone, absent themselves, or standing in for each other in a circle. */
export function findStandInFindings({ agents }: Roster): Finding[] {
  const agentById = new Map(agents.map((agent) => [agent.id, agent]));
  const told = new Set<string>();
  return agents.flatMap((agent): Finding[] => {
    const standInId = agent.absence?.standInId;
    if (standInId == null) return [];
    const standIn = agentById.get(standInId);
    if (!standIn?.active) {
      return [
        describe(
          "stand-in not there",
          `The stand-in of ${agent.name} is nobody who may own tickets`,
          "Name somebody else.",
          { agent: agent.name },
        ),
      ];
    }
    const circle = findCircle(agent, agentById);
    if (!circle || circle.some(({ id }) => told.has(id))) return [];
    for (const { id } of circle) told.add(id);
    const names = [...circle, agent].map(({ name }) => name).join(" -> ");
    return [
      describe(
        "stand-in cycle",
        `Stand-ins go in a circle while all of them are absent: ${names}`,
        "Let somebody who is there stand in for one of them.",
        { circle: names.replaceAll("->", "→") },
      ),
    ];
  });
}

/** A chain of stand-ins, absent at one time, that comes back to where it began. */
function findCircle(start: Agent, agentById: Map<string, Agent>): Agent[] | undefined {
  const chain: Agent[] = [];
  let [fromMs, untilMs] = [-Infinity, Infinity];
  for (let agent: Agent | undefined = start; agent?.absence; ) {
    const { from, until, standInId }: NonNullable<Agent["absence"]> = agent.absence;
    [fromMs, untilMs] = [Math.max(fromMs, epochOf(from)), Math.min(untilMs, epochOf(until))];
    if (fromMs >= untilMs || chain.includes(agent)) return undefined;
    chain.push(agent);
    if (standInId === start.id) return chain;
    agent = standInId === null ? undefined : agentById.get(standInId);
  }
  return undefined;
}

function describe(
  code: "stand-in not there" | "stand-in cycle",
  message: string,
  fix: string,
  about: Finding["about"],
): Finding {
  return { code, severity: "warning", path: [], message: `${message}.`, fix, about };
}

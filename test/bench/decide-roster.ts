import { compile } from "../../src/routing/compile.ts";
import { decideCompiled } from "../../src/routing/decide.ts";
import type { Agent, Roster } from "../../src/routing/roster.ts";
import type { Schedule } from "../../src/routing/schedule.ts";
import { agentOf, groups, officeHours, policyOf, queueOf, ticketOf } from "../routing/build.ts";

/**
 * `npm run bench:decide`: microseconds of CPU for one decision with its receipt, by the size of a roster in
 * which all are members, everybody with a shift, skills and languages of their own. After each decision the agent chosen
 * is replaced by another object, as the service does it.
 */
const sizes = [10, 100, 1_000, 10_000];
const modes = ["most spare share", "fewest open", "rotation", "longest since last"] as const;
const warmUpMs = 1000;

function rosterOf(size: number): Roster {
  const agents = Array.from({ length: size }, (_unused, index) => {
    const shift: Schedule = structuredClone(officeHours);
    return agentOf(`a${index}`, {
      groupIds: ["g-orders"],
      open: index % 9,
      capacity: 20,
      shift,
      available: index % 10 !== 0,
      skills: { refunds: (index % 5) + 1, returns: 2 },
      languages: index % 2 === 0 ? ["de", "en"] : ["en"],
      rotation: { orders: index % 7 },
      lastAssignedAt: `2026-11-23T0${index % 9}:00:00Z`,
    });
  });
  return { groups, agents };
}

function measure(size: number, pick: (typeof modes)[number], isHeld: boolean): number {
  const policy = compile(
    policyOf({
      queues: [
        queueOf("orders", {
          pick,
          matchLanguage: "require",
          skills: [{ skill: "refunds", need: "require", level: isHeld ? 9 : 1 }],
        }),
      ],
    }),
  );
  const roster = rosterOf(size);
  const places = new Map(roster.agents.map(({ id }, place) => [id, place]));
  let id = 0;
  const decideOne = () => {
    const { receipt } = decideCompiled(policy, {
      ticket: ticketOf({ id: String(id++) }),
      signals: { language: { value: "en" } },
      roster,
      now: "2026-11-23T10:00:00Z",
    });
    if (!receipt.chosen) return;
    const place = places.get(receipt.chosen.agentId) ?? 0;
    const agent = roster.agents[place] as Agent;
    roster.agents[place] = { ...agent, open: (agent.open + 1) % 20 };
  };
  const measureOnce = (decisions: number): number => {
    const before = process.cpuUsage();
    for (let done = 0; done < decisions; done++) decideOne();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / decisions;
  };
  const warmUpEnd = performance.now() + warmUpMs;
  while (performance.now() < warmUpEnd) decideOne();
  // A tenth of the measurements is below what is told: the others had the machine less to themselves.
  const decisions = Math.max(5, Math.ceil(20_000 / size));
  const measured = Array.from({ length: 30 }, () => measureOnce(decisions)).toSorted((a, b) => a - b);
  return measured[3] ?? Number.NaN;
}

for (const size of sizes) {
  const cells = modes.map((mode) => `${mode} ${measure(size, mode, false).toFixed(0)}`);
  process.stdout.write(
    `${size} agents: ${cells.join(", ")}, held ${measure(size, "fewest open", true).toFixed(0)} µs\n`,
  );
}

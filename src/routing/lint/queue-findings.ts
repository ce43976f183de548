import { isAgent } from "../find-agent.ts";
import { hasSkill, knownAgent } from "../known-agent.ts";
import { didYouMean } from "../nearest-name.ts";
import { findOverflowCycle } from "../overflow-cycle.ts";
import type { Policy } from "../policy.ts";
import { pickModesOf, type Queue } from "../queue.ts";
import type { Agent, Roster } from "../roster.ts";
import { fold } from "../text/fold.ts";
import type { Finding } from "./finding.ts";
import { findSkillGaps } from "./skill-gaps.ts";

/** What the document alone shows. */
export function findUnusedParts(policy: Policy): Finding[] {
  const findings: Finding[] = [];
  const usedQueues = new Set([
    policy.fallback,
    ...policy.queues.flatMap((queue) => (queue.overflow ?? []).map((step) => step.to)),
    ...policy.rules.flatMap((rule) =>
      rule.enabled === false
        ? []
        : rule.then.flatMap((action) => (action.do === "send to queue" ? [action.queue] : [])),
    ),
  ]);
  for (const [index, queue] of policy.queues.entries()) {
    if (usedQueues.has(queue.id)) continue;
    findings.push({
      code: "unused queue",
      severity: "note",
      path: ["queues", index],
      message: `No rule and no overflow sends anything to the queue “${queue.name}”.`,
      fix: "Send something to it, or remove it.",
      about: { queue: queue.name },
    });
  }
  const text = JSON.stringify([policy.rules, policy.queues]);
  for (const [index, schedule] of (policy.schedules ?? []).entries()) {
    if (text.includes(`"schedule":"${schedule.id}"`) || text.includes(`"schedule.${schedule.id}"`)) continue;
    findings.push({
      code: "unused schedule",
      severity: "note",
      path: ["schedules", index],
      message: `No queue and no rule uses the schedule “${schedule.name}”.`,
      fix: "Put it on a queue, or remove it, unless agents work by it.",
      about: { schedule: schedule.name },
    });
  }
  const cycle = findOverflowCycle(policy.queues);
  if (cycle) {
    findings.push({
      code: "overflow cycle",
      severity: "error",
      path: ["queues"],
      message: `Overflow goes in a circle: ${cycle.join(" -> ")}.`,
      fix: "Remove one of these steps.",
      about: { circle: cycle.join(" → ") },
    });
  }
  return findings;
}

/** What shows beside the people there are. */
export function findRosterFindings(policy: Policy, roster: Roster): Finding[] {
  return [
    ...policy.queues.flatMap((queue, index) => findInQueue(policy, queue, index, roster)),
    ...findUnknownAgents(policy, roster),
  ];
}

function findInQueue(policy: Policy, queue: Queue, index: number, roster: Roster): Finding[] {
  const findings: Finding[] = [];
  const path = ["queues", index];
  const names = roster.groups.map((group) => group.name);
  const seniors = (queue.escalate ?? []).flatMap((step) => (step.do === "add group" ? [step.group] : []));
  for (const name of [queue.group, ...(queue.moreGroups ?? []), ...seniors]) {
    if (names.some((known) => fold(known) === fold(name))) continue;
    findings.push({
      code: "unknown group",
      severity: name === queue.group ? "error" : "warning",
      path: [...path, "group"],
      message: `The help desk has no group “${name}”${didYouMean(name, names)}`,
      fix: "Correct the name, or create the group in the help desk.",
      about: { group: name },
    });
  }
  if (findings.some((finding) => finding.severity === "error")) return findings;

  const groupNames = [queue.group, ...(queue.moreGroups ?? [])].map(fold);
  const groupIds = roster.groups
    .filter((group) => groupNames.includes(fold(group.name)))
    .map((group) => group.id);
  const members = roster.agents.filter(
    (agent) => agent.active && agent.groupIds.some((id) => groupIds.includes(id)),
  );
  if (members.length === 0) {
    findings.push({
      code: "no members",
      severity: queue.id === policy.fallback ? "error" : "warning",
      path,
      message: `Nobody who may own tickets is in the group of the queue “${queue.name}”${queue.id === policy.fallback ? ", the fallback" : ""}; its tickets will be held.`,
      fix: "Add agents to the group, or let the queue overflow to another.",
      about: { queue: queue.name },
    });
    return findings;
  }
  if (queue.takeBack && members.length === 1) {
    findings.push({
      code: "nobody to give back to",
      severity: "warning",
      path: [...path, "takeBack"],
      message: `The queue “${queue.name}” has one member, so a ticket that is taken back from them is held.`,
      fix: "Add agents to the group, or leave the ticket with its owner.",
      about: { queue: queue.name },
    });
  }
  if (pickModesOf(queue).includes("rotation") && members.every((agent) => weightOf(agent, queue) === 0)) {
    findings.push({
      code: "nobody in rotation",
      severity: "error",
      path: [...path, "weights"],
      message: `Every member of the queue “${queue.name}” has a share of 0.`,
      fix: "Give somebody a share.",
      about: { queue: queue.name },
    });
  }
  return [...findings, ...findSkillFindings(policy, queue, path, members)];
}

function findSkillFindings(policy: Policy, queue: Queue, path: Finding["path"], members: Agent[]): Finding[] {
  const inRules = policy.rules.flatMap((rule) =>
    rule.enabled !== false && rule.then.some((act) => act.do === "send to queue" && act.queue === queue.id)
      ? rule.then.flatMap((action) => (action.do === "require skill" ? [action] : []))
      : [],
  );
  const required = [...(queue.skills ?? []).filter((skill) => skill.need === "require"), ...inRules];
  return required.flatMap((wish): Finding[] => {
    const able = members.filter((agent) => hasSkill(knownAgent(agent), wish));
    const level = wish.level === undefined ? "" : ` at ${wish.level} or more`;
    const atLeast = wish.level === undefined ? "" : ` ≥ ${wish.level}`;
    if (able.length === 0) {
      return [
        {
          code: "skill nobody has",
          severity: wish.dropAfterMinutes === undefined ? "error" : "warning",
          path,
          message: `Nobody in the queue “${queue.name}” has the skill “${wish.skill}”${level}.`,
          fix: "Give somebody the skill, make it a preference, or let it drop after some minutes.",
          about: { queue: queue.name, skill: `${wish.skill}${atLeast}` },
        },
      ];
    }
    const gaps = findSkillGaps(policy, queue, members, able);
    if (gaps.length === 0) return [];
    const more = gaps.length > 3 ? ` and ${gaps.length - 3} more` : "";
    return [
      {
        code: "skill missing at times",
        severity: "warning",
        path,
        message: `In the queue “${queue.name}” nobody with the skill “${wish.skill}”${level} works at ${gaps.slice(0, 3).join(", ")}${more}.`,
        fix: "Put somebody with the skill on those hours, or let it drop after some minutes.",
        about: { queue: queue.name, skill: `${wish.skill}${atLeast}`, hours: gaps.slice(0, 3).join(", ") },
      },
    ];
  });
}

function weightOf(agent: Agent, queue: Queue): number {
  return queue.weights?.find((entry) => isAgent(agent, entry.agent))?.weight ?? 1;
}

function findUnknownAgents(policy: Policy, roster: Roster): Finding[] {
  const named: { path: Finding["path"]; agent: string }[] = [
    ...policy.rules.flatMap((rule, r) =>
      rule.then.flatMap((action, a) =>
        action.do === "prefer agent" || action.do === "exclude agent"
          ? [{ path: ["rules", r, "then", a, "agent"], agent: action.agent }]
          : [],
      ),
    ),
    ...policy.queues.flatMap((queue, q) =>
      (queue.weights ?? []).map(({ agent }, w) => ({ path: ["queues", q, "weights", w, "agent"], agent })),
    ),
  ];
  const names = roster.agents.map((agent) => agent.name);
  return named
    .filter(({ agent: reference }) => !roster.agents.some((agent) => isAgent(agent, reference)))
    .map(({ path, agent }) => ({
      code: "unknown agent",
      severity: "warning",
      path,
      message: `The help desk has no agent “${agent}”${didYouMean(agent, names)}`,
      fix: "Correct the name, the e-mail address or the id.",
      about: { agent },
    }));
}

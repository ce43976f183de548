import { findConditionProblems } from "./find-condition-problems.ts";
import { hintOf } from "./nearest-name.ts";
import { findOverflowCycle } from "./overflow-cycle.ts";
import type { PolicyDocument } from "./policy.ts";
import { type PolicyProblem, problemAt } from "./policy-problem.ts";
import { isTimeZone } from "./wall-clock.ts";

type Path = PolicyProblem["path"];

/** What the shape alone cannot say: names that lead nowhere, ids used twice, cycles, values an operator cannot take. */
export function findPolicyProblems(policy: PolicyDocument): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const queueIds = policy.queues.map((queue) => queue.id);
  const scheduleIds = (policy.schedules ?? []).map((schedule) => schedule.id);
  const refer = (path: Path, kind: "queue" | "schedule", name: string, ids: string[]) => {
    if (ids.includes(name)) return;
    problems.push(problemAt(path, `unknown ${kind}`, { name }, hintOf(name, ids)));
  };

  refer(["fallback"], "queue", policy.fallback, queueIds);
  if (policy.mode === "canary" && policy.canaryPercent === undefined) {
    problems.push(problemAt(["canaryPercent"], "canary without share"));
  }
  findTimeZoneProblems(policy, problems);
  findDuplicates("rules", policy.rules, problems);
  findDuplicates("queues", policy.queues, problems);
  findDuplicates("schedules", policy.schedules ?? [], problems);

  for (const [r, rule] of policy.rules.entries()) {
    for (const problem of findConditionProblems(rule.when, scheduleIds)) {
      problems.push({ ...problem, path: ["rules", r, "when", ...problem.path] });
    }
    for (const [a, action] of rule.then.entries()) {
      if (action.do === "send to queue") {
        refer(["rules", r, "then", a, "queue"], "queue", action.queue, queueIds);
      }
    }
  }
  for (const [q, queue] of policy.queues.entries()) {
    if (queue.schedule !== undefined) {
      refer(["queues", q, "schedule"], "schedule", queue.schedule, scheduleIds);
    }
    for (const [o, step] of (queue.overflow ?? []).entries()) {
      refer(["queues", q, "overflow", o, "to"], "queue", step.to, queueIds);
      if (step.when === "closed" && queue.schedule === undefined) {
        const path = ["queues", q, "overflow", o, "when"];
        problems.push(problemAt(path, "closed without schedule", { queue: queue.id }));
      }
    }
  }
  const cycle = findOverflowCycle(policy.queues);
  if (cycle) {
    const first = policy.queues.findIndex((queue) => queue.id === cycle[0]);
    const circle = cycle.join(" -> ");
    problems.push(problemAt(["queues", first, "overflow"], "overflow circle", { circle }));
  }
  return problems;
}

function findTimeZoneProblems(policy: PolicyDocument, problems: PolicyProblem[]): void {
  const check = (path: Path, zone: string | undefined) => {
    if (zone === undefined || isTimeZone(zone)) return;
    problems.push(problemAt(path, "no time zone", { zone }));
  };
  check(["timezone"], policy.timezone);
  for (const [s, schedule] of (policy.schedules ?? []).entries()) {
    check(["schedules", s, "timezone"], schedule.timezone);
  }
}

function findDuplicates(list: string, items: { id: string }[], problems: PolicyProblem[]): void {
  const firstAt = new Map<string, number>();
  for (const [index, { id }] of items.entries()) {
    const first = firstAt.get(id);
    if (first === undefined) firstAt.set(id, index);
    else {
      const about = { name: id, by: `${list}[${first}]` };
      problems.push(problemAt([list, index, "id"], "id taken", about));
    }
  }
}

import type { Policy } from "../policy.ts";
import { defaultRamp, type Queue } from "../queue.ts";
import type { Finding } from "./finding.ts";

/** Clocks, ramps and take-backs that do not do what they read like; what the document alone shows. */
export function findHoldFindings(policy: Policy): Finding[] {
  return policy.queues.flatMap((queue, index) => [
    ...findClockFindings(queue, index),
    ...findRampFindings(policy, queue, index),
    ...findTakeBackFindings(queue, index),
  ]);
}

function findClockFindings(queue: Queue, index: number): Finding[] {
  if (queue.clock !== "business") return [];
  if (queue.schedule === undefined) {
    return [
      {
        code: "clock without a schedule",
        severity: "warning",
        path: ["queues", index, "clock"],
        message: `The queue “${queue.name}” counts business minutes and has no schedule, so every minute counts.`,
        fix: "Give it a schedule, or let it count by the calendar.",
        about: { queue: queue.name },
      },
    ];
  }
  if (hasMinutes(queue)) return [];
  return [
    {
      code: "pointless clock",
      severity: "note",
      path: ["queues", index, "clock"],
      message: `The queue “${queue.name}” counts business minutes, and nothing in it waits for any.`,
      fix: "Take the clock out, unless rules ask for skills that drop.",
      about: { queue: queue.name },
    },
  ];
}

function hasMinutes({ skills = [], overflow = [], escalate = [], takeBack }: Queue): boolean {
  return (
    takeBack !== undefined ||
    escalate.length > 0 ||
    overflow.some(({ when }) => when === "held") ||
    skills.some(({ dropAfterMinutes }) => dropAfterMinutes !== undefined)
  );
}

function findRampFindings(policy: Policy, { name, hold, cap }: Queue, index: number): Finding[] {
  if (!hold?.ramp) return [];
  const { tickets, minutes } = hold.ramp;
  const path = ["queues", index, "hold", "ramp"];
  if (hold.nobody === "group only") {
    return [
      {
        code: "pointless ramp",
        severity: "warning",
        path,
        message: `The queue “${name}” holds nothing, because with nobody there the group is left to pick, so its ramp never counts.`,
        fix: "Let it hold (“nobody”: “hold”), or take the ramp out.",
        about: { queue: name },
      },
    ];
  }
  const most = Math.min(policy.capacity.default, cap ?? Infinity);
  if (tickets <= most) return [];
  return [
    {
      code: "ramp above capacity",
      severity: "note",
      path,
      message: `The ramp of the queue “${name}”, ${tickets} in ${minutes} minutes, is more than the ${most} that an agent may hold, so who logs in first is filled up at once.`,
      fix: `Set it lower; ${defaultRamp.tickets} in ${defaultRamp.minutes} minutes is what queues without a ramp have.`,
      about: { queue: name, tickets, minutes, most },
    },
  ];
}

function findTakeBackFindings({ name, takeBack, hold }: Queue, index: number): Finding[] {
  if (!takeBack || hold?.nobody !== "group only") return [];
  return [
    {
      code: "pointless take-back",
      severity: "warning",
      path: ["queues", index, "takeBack"],
      message: `The queue “${name}” takes tickets back and leaves them to the group when nobody is free, where nobody has to take them.`,
      fix: "Let it hold (“nobody”: “hold”), so that they are handed out again.",
      about: { queue: name },
    },
  ];
}

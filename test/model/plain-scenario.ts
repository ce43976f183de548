import type { Scenario } from "./scenario.ts";

const plainest: Omit<Scenario, "commands"> = {
  terms: {},
  agents: 1,
  isShared: false,
  capacity: 1,
  ramp: { tickets: 100, minutes: 1 },
  processes: 2,
  hasApp: false,
  faultPercent: 0,
  doublePercent: 0,
  longestStepMs: 2,
  schedule: 0,
  pace: 1,
  strikes: false,
};

/** A scenario written down by what sets it apart from the plainest. */
export function plainScenario(differences: Partial<Scenario> & Pick<Scenario, "commands">): Scenario {
  return { ...plainest, ...differences };
}

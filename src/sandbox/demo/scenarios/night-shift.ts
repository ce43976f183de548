import type { Schedule } from "../../../routing/schedule.ts";
import { loadsOf, type Scenario, settle, tell } from "./scenario.ts";
import { serviceTeam, shopPolicy } from "./shop-policy.ts";

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const time = (hour: number) => `${String(((hour % 24) + 24) % 24).padStart(2, "0")}:00`;

/** Every day between two hours of UTC. */
function shiftOf(id: string, fromHour: number, toHour: number): Schedule {
  return {
    id,
    name: id,
    timezone: "UTC",
    hours: [{ days: [...days], from: time(fromHour), to: time(toHour) }],
  };
}

export const nightShift: Scenario = {
  name: "night-shift",
  title: "Two agents are on shift and two are not, and one kind of ticket only the others can take.",
  sandbox: serviceTeam(4),
  policy: shopPolicy(
    {},
    {
      rules: [
        {
          id: "chargeback",
          name: "Chargebacks need somebody who knows them",
          when: { field: "subject", operator: "contains", value: "chargeback" },
          then: [{ do: "require skill", skill: "chargebacks" }],
        },
      ],
    },
  ),
  async play(stage) {
    const hour = new Date().getUTCHours();
    const now = shiftOf("now", hour - 1, hour + 4);
    const later = shiftOf("later", hour + 6, hour + 12);
    const [first, second, third, fourth] = stage.agents;
    if (!first || !second || !third || !fourth) throw new Error("the team is too small");
    for (const agent of [first, second]) await stage.setAgent(agent, { shift: now });
    for (const agent of [third, fourth])
      await stage.setAgent(agent, { shift: later, skills: { chargebacks: 3 } });
    stage.say(
      `${first.name} and ${second.name} are on shift; ${third.name} and ${fourth.name} begin in hours.`,
    );

    const ids = Array.from({ length: 8 }, (_, index) => stage.write(`Where is order ${2000 + index}?`));
    const isGiven = await settle(stage, ids, ["assigned"]);
    const waiting = stage.write("A chargeback that I do not understand");
    const isHeld = await settle(stage, [waiting], ["held"]);
    const loads = loadsOf(stage);
    const reason = (await stage.register()).get(waiting)?.cycle.reason ?? "";
    stage.say(`Given: ${tell(loads)}.`);
    stage.say(`The chargeback: ${reason}`);
    const off = [third, fourth].reduce((sum, { name }) => sum + (loads.get(name) ?? 0), 0);
    return [
      { promise: "nobody off shift gets a ticket", isKept: isGiven && off === 0, seen: tell(loads) },
      {
        promise: "a ticket that only they can take is held, and says when their shift begins",
        isKept: isHeld && reason.includes("shift") && reason.includes(time(hour + 6)),
        seen: reason,
      },
    ];
  },
};

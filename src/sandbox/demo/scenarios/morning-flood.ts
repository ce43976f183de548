import { loadsOf, type Scenario, settle, tell } from "./scenario.ts";
import { serviceTeam, shopPolicy } from "./shop-policy.ts";

const ramp = { tickets: 3, minutes: 5 };
const overnight = 16;

export const morningFlood: Scenario = {
  name: "morning-flood",
  title: "Tickets pile up overnight, and one agent logs in before the others.",
  sandbox: serviceTeam(4),
  policy: shopPolicy({ hold: { ramp } }),
  async play(stage) {
    const { sandbox, agents } = stage;
    for (const agent of agents) sandbox.setAvailability(agent.id, "offline");
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const write = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => stage.write(`Where is order ${1000 + from + index}?`));
    // What came in the evening waits already when the rest of the night comes.
    const evening = write(0, ramp.tickets);
    await settle(stage, evening, ["held"]);
    const ids = [...evening, ...write(ramp.tickets, overnight)];
    const isHeld = await settle(stage, ids, ["held"]);
    stage.say(`${overnight} tickets came at night, and nobody was there.`);

    const [first, ...others] = agents;
    if (!first) throw new Error("the team is empty");
    sandbox.setAvailability(first.id, "online");
    const given = () => sandbox.tickets().filter((ticket) => ticket.assignee_id !== null);
    await stage.until(() => given().length >= ramp.tickets || undefined);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const alone = loadsOf(stage).get(first.name) ?? 0;
    stage.say(`${first.name} logged in first and was given ${alone}.`);
    const oldest = given().map(({ id }) => id);

    for (const agent of others) sandbox.setAvailability(agent.id, "online");
    await stage.until(() => given().length >= ramp.tickets * agents.length || undefined);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const loads = loadsOf(stage);
    stage.say(`Then the others came: ${tell(loads)}.`);
    const most = Math.max(...loads.values());
    return [
      {
        promise: "every ticket of the night is held with a reason, none is lost",
        isKept: isHeld,
        seen: `${overnight} tickets`,
      },
      {
        promise: `who logs in first is not flooded: at most ${ramp.tickets} in ${ramp.minutes} minutes for anybody`,
        isKept: alone === ramp.tickets && most === ramp.tickets,
        seen: tell(loads),
      },
      {
        promise: "the oldest tickets are handed out first",
        isKept: oldest.toSorted((a, b) => a - b).join() === evening.join(),
        seen: oldest.join(", "),
      },
    ];
  },
};

import { type Scenario, settle } from "./scenario.ts";
import { serviceTeam, shopPolicy } from "./shop-policy.ts";

export const vip: Scenario = {
  name: "vip",
  title: "Everybody is full, and among those who wait is an important customer.",
  sandbox: { ...serviceTeam(2), maxOpenTicketsPerAgent: 2 },
  policy: shopPolicy(
    { hold: { ramp: { tickets: 100, minutes: 1 } } },
    {
      rules: [
        {
          id: "vip",
          name: "Important customers wait less",
          when: { field: "tags", operator: "is", value: "vip" },
          then: [{ do: "raise priority", priority: "high" }],
        },
      ],
    },
  ),
  async play(stage) {
    const { sandbox } = stage;
    const full = Array.from({ length: 4 }, (_, index) => stage.write(`Where is order ${3000 + index}?`));
    const isFull = await settle(stage, full, ["assigned"]);
    const [early, late] = [stage.write("A button is loose"), stage.write("The colour is another one")];
    await settle(stage, [early, late], ["held"]);
    const important = stage.write("My daughter's wedding is tomorrow", { tags: ["vip"] });
    const urgent = stage.write("The tent is on fire", { tags: ["vip"], priority: "urgent" });
    const isHeld = await settle(stage, [important, urgent], ["held"]);
    stage.say("Four tickets fill the team; two wait, then a VIP writes, then a VIP in an emergency.");

    const order: number[] = [];
    for (const id of full.slice(0, 3)) {
      sandbox.solveTicket(id, sandbox.findTicket(id)?.assignee_id ?? undefined);
      const next = await stage.until(() =>
        [early, late, important, urgent].find(
          (other) => !order.includes(other) && sandbox.findTicket(other)?.assignee_id,
        ),
      );
      if (next) order.push(next);
    }
    const names = new Map([
      [early, "the first"],
      [late, "the second"],
      [important, "the VIP"],
      [urgent, "the emergency"],
    ]);
    const seen = order.map((id) => names.get(id)).join(", then ");
    stage.say(`Room came up three times: ${seen}.`);
    return [
      {
        promise: "the most urgent goes first, then the VIP, then who has waited longest",
        isKept: isFull && isHeld && order.join() === [urgent, important, early].join(),
        seen,
      },
      {
        promise: "a priority is raised and never lowered",
        isKept:
          sandbox.findTicket(important)?.priority === "high" &&
          sandbox.findTicket(urgent)?.priority === "urgent",
        seen: `${sandbox.findTicket(important)?.priority} and ${sandbox.findTicket(urgent)?.priority}`,
      },
    ];
  },
};

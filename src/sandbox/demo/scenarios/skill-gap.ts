import { type Scenario, settle } from "./scenario.ts";
import { serviceTeam, shopPolicy } from "./shop-policy.ts";

/** Four seconds: long enough to be seen as held, short enough to watch. */
const dropAfterMinutes = 4 / 60;

export const skillGap: Scenario = {
  name: "skill-gap",
  title: "Two tickets ask for a skill that nobody has; one may do without it after a while.",
  sandbox: serviceTeam(2),
  policy: shopPolicy(
    {},
    {
      rules: [
        {
          id: "repair",
          name: "Repairs, by somebody who knows them if one is there soon",
          when: { field: "subject", operator: "contains", value: "repair" },
          then: [{ do: "require skill", skill: "repairs", dropAfterMinutes }],
        },
        {
          id: "recall",
          name: "Recalls, only by somebody who is trained for them",
          when: { field: "subject", operator: "contains", value: "recall" },
          then: [{ do: "require skill", skill: "recalls" }],
        },
      ],
    },
  ),
  async play(stage) {
    const [agent] = stage.agents;
    if (!agent) throw new Error("the team is empty");
    const repair = stage.write("A repair of my stove");
    const recall = stage.write("The recall of my stove");
    const isHeld = await settle(stage, [repair, recall], ["held"]);
    const heldReason = (await stage.register()).get(recall)?.cycle.reason ?? "";
    stage.say(`Nobody has the skills: ${heldReason}`);
    const isDropped = await settle(stage, [repair], ["assigned"]);
    stage.say("The repair went to somebody without the skill once its minutes were over.");
    const isStillHeld = (await stage.register()).get(recall)?.cycle.state === "held";
    await stage.setAgent(agent, { skills: { recalls: 5 } });
    const isTaught = await settle(stage, [recall], ["assigned"]);
    const owner = stage.sandbox.findTicket(recall)?.assignee_id;
    stage.say(`${agent.name} was given the skill, and the recall at once.`);
    return [
      {
        promise: "a ticket that nobody can take is held, and says which skill is missing",
        isKept: isHeld && heldReason.includes("recalls"),
        seen: heldReason,
      },
      {
        promise: "a skill drops after its minutes, and not before",
        isKept: isDropped && isStillHeld,
        seen: isDropped ? "handed out without the skill" : "still held",
      },
      {
        promise: "who gets the skill gets the ticket that waited for it",
        isKept: isTaught && owner === agent.id,
        seen: String(owner),
      },
    ];
  },
};

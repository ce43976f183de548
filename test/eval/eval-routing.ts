import { parseArgs } from "node:util";
import { emulatedHelpdesks } from "../../src/sandbox/emulated-helpdesk.ts";
import { replayYear } from "./routing/replay-year.ts";

const help = `npm run eval:routing -- [--solved 2000] [--later 200] [--helpdesk zendesk|freshdesk|both] [--seed 1] [--json]

A made-up shop's year from end to end: an emulated help desk has solved so many tickets, Signalbox reads them through
its API, trains, and then routes later tickets that come in by signed webhook. One ticket in eight does not say what it
is about, and one in twenty-five ended in a wrong group.
`;

const { values } = parseArgs({
  options: {
    solved: { type: "string", default: "2000" },
    later: { type: "string", default: "200" },
    helpdesk: { type: "string", default: "both" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const say = (text: string) => process.stdout.write(`${text}\n`);
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

if (values.help) say(help);
else {
  for (const helpdesk of emulatedHelpdesks) {
    if (values.helpdesk !== "both" && values.helpdesk !== helpdesk) continue;
    const figures = await replayYear({
      helpdesk,
      solved: Number(values.solved),
      later: Number(values.later),
      seed: Number(values.seed),
    });
    if (values.json) say(JSON.stringify({ helpdesk, ...figures }));
    else {
      const { learned } = figures;
      const lines: [string, string][] = [
        ["reading the history", `${figures.importSeconds.toFixed(1)} s`],
        ["training", `${figures.trainSeconds.toFixed(1)} s, ${learned?.state ?? "nothing learned"}`],
        ["tickets routed later", String(figures.tickets)],
        [
          "in the right group",
          `${percent(figures.accuracy)} (all into the largest: ${percent(figures.majority)})`,
        ],
        ["a group was told for", percent(figures.coverage)],
        ["right when told", `${percent(figures.precision)} (promised: ${percent(figures.promised)})`],
        ["told for vague ones", percent(figures.vagueTold)],
        [
          "ended as",
          Object.entries(figures.states)
            .map(([state, count]) => `${state} ${count}`)
            .join(", "),
        ],
        ["fairness among agents", `${figures.fairness.toFixed(3)} (1 is equal shares)`],
      ];
      say(
        `${helpdesk}, ${values.solved} solved tickets\n${lines.map(([name, value]) => `  ${name.padEnd(24)} ${value}`).join("\n")}\n`,
      );
    }
  }
}

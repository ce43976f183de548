import { parseArgs } from "node:util";
import { type EmulatedName, emulatedHelpdesks } from "../emulated-helpdesk.ts";
import { scenarios } from "./scenarios/index.ts";
import type { Scenario } from "./scenarios/scenario.ts";

export interface DemoOptions {
  /** How many tickets customers write. */
  tickets: number;
  /** One JSON object a line instead of text, and an end after the summary. */
  isJson: boolean;
  /** Signalbox's port; undefined takes 8080 or, if that is taken, any free one. */
  port: number | undefined;
  /** Undefined takes a folder that is emptied first. */
  dataFolder: string | undefined;
  seed: number;
  helpdesks: readonly EmulatedName[];
  /** Instead of watching a day: the same tickets and one policy in all of them, and where the decisions differ. */
  isComparison: boolean;
  /** Instead of a day: one promise, played and checked. */
  scenario: Scenario | undefined;
  /** Where Signalbox runs: a Node process, or workerd with a queue and a PostgreSQL beside it. */
  runtime: "node" | "worker";
  /** Where a Node process keeps its data: in its folder, or in a PostgreSQL that is started for it. */
  engine: "pglite" | "postgresql";
  /** Plays the life of an installation instead of a shop day. */
  isInstall: boolean;
}

export const demoHelp = `npm run demo -- [options]

  --helpdesk H  zendesk, freshdesk or both (default zendesk)
  --compare     with both: the same tickets (default 200) and one policy in each, then where the decisions differ
                and which fact of the vendor made it so; exit 0 only if every difference has such a reason
  --scenario S  ${scenarios.map(({ name }) => name).join(", ")}: plays one situation
                headless, says what happened, and exits with 0 only if the promises that it shows were kept
  --tickets N   how many tickets customers write (default 20)
  --json        print one JSON object a line, then a summary, and end; exit 0 only if every ticket was routed
                and the register agrees with the help desk
  --port N      Signalbox's port (default 8080, or a free one)
  --runtime R   node or worker (default node): as a Worker it is bundled and runs in workerd, with a local queue and
                a PostgreSQL of its own, which is gone afterwards
  --engine E    pglite or postgresql (default pglite): with postgresql a Node process has a PostgreSQL of its own too,
                gone afterwards as well; DATABASE_URL is left alone, for a demo has no business with your tickets
  --data DIR    keep the data in this folder (default .data/demo, emptied at each start)
  --seed N      another shop day: the same number gives the same tickets (default 1)
  --install     instead of a shop day the life of an installation, on four processes that share one database: consent
                or key, app, a burst of tickets, tokens that wear out in it, access that was revoked, suspended admin,
                new name, uninstalling
  --help        this text
`;

/** As many as the register hands out at once. */
const maxCompared = 1000;

/** @throws Error with a sentence for people when an option is not right */
export function parseDemoOptions(args: string[]): DemoOptions | "help" {
  const { values } = parseArgs({
    args,
    options: {
      helpdesk: { type: "string", default: "zendesk" },
      compare: { type: "boolean", default: false },
      scenario: { type: "string" },
      tickets: { type: "string" },
      json: { type: "boolean", default: false },
      port: { type: "string" },
      data: { type: "string" },
      runtime: { type: "string", default: "node" },
      engine: { type: "string", default: "pglite" },
      seed: { type: "string", default: "1" },
      install: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  const helpdesks = parseHelpdesks(values.helpdesk);
  if (values.compare && helpdesks.length < 2) throw new Error("--compare takes --helpdesk both");
  const tickets = values.tickets ?? (values.compare ? "200" : "20");
  return {
    helpdesks,
    isComparison: values.compare,
    scenario: parseScenario(values.scenario),
    tickets: parseWhole("--tickets", tickets, 1, values.compare ? maxCompared : 100_000),
    isJson: values.json,
    isInstall: values.install,
    port: values.port === undefined ? undefined : parseWhole("--port", values.port, 1, 65_535),
    dataFolder: values.data,
    runtime: parseChoice("--runtime", ["node", "worker"], values.runtime),
    engine: parseChoice("--engine", ["pglite", "postgresql"], values.engine),
    seed: parseWhole("--seed", values.seed, 0, Number.MAX_SAFE_INTEGER),
  };
}

function parseHelpdesks(text: string): readonly EmulatedName[] {
  if (text === "both") return emulatedHelpdesks;
  const name = emulatedHelpdesks.find((known) => known === text);
  if (!name) throw new Error(`--helpdesk takes zendesk, freshdesk or both, not "${text}"`);
  return [name];
}

function parseChoice<const Choice extends string>(name: string, choices: Choice[], text: string): Choice {
  const found = choices.find((choice) => choice === text);
  if (found) return found;
  throw new Error(`${name} takes ${choices.join(" or ")}, not "${text}"`);
}

function parseScenario(text: string | undefined): Scenario | undefined {
  if (text === undefined) return undefined;
  const scenario = scenarios.find(({ name }) => name === text);
  if (scenario) return scenario;
  throw new Error(`--scenario takes ${scenarios.map(({ name }) => name).join(", ")}, not "${text}"`);
}

function parseWhole(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most) {
    throw new Error(`${name} takes a whole number from ${least} to ${most}, not "${text}"`);
  }
  return number;
}

import { compareDecisions, describeComparison, type Side } from "./compare-decisions.ts";
import { comparePolicy } from "./compare-policy.ts";
import { type DemoOptions, demoHelp, parseDemoOptions } from "./demo-options.ts";
import { demoPolicy } from "./demo-policy.ts";
import { type DemoView, type PlayedDemo, runDemo } from "./run-demo.ts";
import { runScenario } from "./run-scenario.ts";
import type { Scenario } from "./scenarios/scenario.ts";

const print = (line: string) => process.stdout.write(`${line}\n`);

const textView: DemoView = {
  started({ signalbox, shops }) {
    for (const { desk } of shops) {
      print(`Larkfield Goods' help desk, an emulated ${desk.title}, is at ${desk.url}`);
    }
    print(`Signalbox is at ${signalbox.url} and has made its webhook there.`);
    print("\nThe register, with the reason for each ticket, by a link that is good once:");
    for (const { register } of shops) print(`  ${register}`);
    print("\nSide by side, as people there see it:");
    for (const { desk } of shops) {
      const { agent, admin } = desk.pages();
      print(`  an agent in ${desk.title}   ${agent}`);
      print(`  an admin in ${desk.title}   ${admin}`);
    }
    print("\nCustomers begin to write.\n");
  },
  routed(report) {
    const where = `${report.group ?? "no group"} / ${report.assignee ?? "nobody"} / ${report.priority ?? "no priority"}`;
    print(`#${report.id}  ${report.subject}  (${report.helpdesk})`);
    print(
      `       → ${where}  (${report.ms ?? "–"} ms)${report.agrees ? "" : "  THE HELP DESK SAYS OTHERWISE"}`,
    );
    print(`       ${report.why}\n`);
  },
};

const jsonView: DemoView = {
  started: () => {},
  routed: ({ subject, ...report }) => print(JSON.stringify(report)),
};

const silentView: DemoView = { started: () => {}, routed: () => {} };

async function playInstallation(options: DemoOptions): Promise<number> {
  // Loaded here only, and the hook with it.
  const { runInstallation } = await import("./installation/run-installation.ts");
  const steps = await runInstallation(options.helpdesks, options.seed, (step) => {
    if (options.isJson) print(JSON.stringify(step));
    else print(`${step.isGood ? "✓" : "✗"} ${step.name}\n    ${step.seen}`);
  });
  const failed = steps.filter((step) => !step.isGood).length;
  print(
    options.isJson
      ? JSON.stringify({ summary: { steps: steps.length, failed } })
      : `\n${steps.length} steps, ${failed} of them not as promised.`,
  );
  return failed === 0 ? 0 : 1;
}

async function main(options: DemoOptions): Promise<number> {
  const abort = new AbortController();
  const onSignal = () => abort.abort();
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  if (options.isComparison) return compare(options, abort.signal);
  if (options.scenario) return play(options.scenario, options);
  const view = options.isJson ? jsonView : textView;
  const { summaries, stop } = await runDemo(options, demoPolicy, view, abort.signal);
  const isGood = summaries.every((summary) => summary.other === 0 && summary.disagreements === 0);
  for (const summary of summaries) {
    const { helpdesk, tickets, assigned, held, msMedian, msP95 } = summary;
    print(
      options.isJson
        ? JSON.stringify({ summary })
        : `${helpdesk}: ${tickets} tickets: ${assigned} assigned, ${held} held; median ${msMedian} ms, 95 % within ${msP95} ms.`,
    );
  }
  if (!options.isJson) {
    if (!abort.signal.aborted) {
      print("The servers go on, so that you can look around. Ctrl-C stops them.");
      await new Promise((resolve) => abort.signal.addEventListener("abort", resolve, { once: true }));
    }
    print("\nStopping.");
  }
  await stop();
  return isGood || (!options.isJson && abort.signal.aborted) ? 0 : 1;
}

/** One situation; good when every promise that it shows was kept. */
async function play(scenario: Scenario, { isJson, seed }: DemoOptions): Promise<number> {
  if (!isJson) print(`${scenario.title}\n`);
  const findings = await runScenario(scenario, { seed, say: isJson ? () => {} : print });
  if (isJson) print(JSON.stringify({ scenario: scenario.name, findings }));
  else
    for (const { promise, isKept, seen } of findings)
      print(`\n${isKept ? "kept  " : "BROKEN"}  ${promise}\n        ${seen}`);
  return findings.every(({ isKept }) => isKept) ? 0 : 1;
}

/** The same tickets in both help desks; good when all were decided and each difference has its reason. */
async function compare(options: DemoOptions, signal: AbortSignal): Promise<number> {
  const played = await runDemo(options, comparePolicy, silentView, signal);
  try {
    const [left, right] = await Promise.all(played.shops.map((shop) => receiptsOf(played, shop)));
    if (!left || !right) throw new Error("there is nothing to compare with");
    const comparison = compareDecisions(left, right);
    if (options.isJson) print(JSON.stringify({ comparison }));
    else for (const line of describeComparison(comparison, left.helpdesk, right.helpdesk)) print(line);
    const isExplained = comparison.differences.every((difference) => difference.because !== undefined);
    return isExplained && comparison.tickets === options.tickets ? 0 : 1;
  } finally {
    await played.stop();
  }
}

async function receiptsOf(played: PlayedDemo, shop: PlayedDemo["shops"][number]): Promise<Side> {
  const register = await played.client.listRegister(shop.installationId, 1000);
  const receipts = register.flatMap(({ cycle, decision }) =>
    decision ? [[cycle.ticketId, decision.receipt] as const] : [],
  );
  const tags = receipts.map(([id]) => [id, shop.desk.findTicket(id)?.tags ?? []] as const);
  return { helpdesk: shop.desk.title, receipts: new Map(receipts), tags: new Map(tags) };
}

try {
  const options = parseDemoOptions(process.argv.slice(2));
  if (options === "help") print(demoHelp);
  else process.exitCode = await (options.isInstall ? playInstallation(options) : main(options));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

import { type DemoOptions, demoHelp, parseDemoOptions } from "./demo-options.ts";
import { type DemoView, runDemo } from "./run-demo.ts";

const print = (line: string) => process.stdout.write(`${line}\n`);

const textView: DemoView = {
  started({ sandbox, signalbox, register }) {
    print(`Larkfield Goods' help desk, an emulated Zendesk, is at ${sandbox.url}`);
    print(`Signalbox is at ${signalbox.url} and has made its webhook there.`);
    print(
      `\nThe register, with the reason for each ticket, by a link that is good once:\n  ${register}\n\nCustomers begin to write.\n`,
    );
  },
  routed(report) {
    const where = `${report.group ?? "no group"} / ${report.assignee ?? "nobody"} / ${report.priority ?? "no priority"}`;
    print(`#${report.id}  ${report.subject}`);
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

async function playInstallation(options: DemoOptions): Promise<number> {
  // Loaded here only, and the hook with it.
  const { runInstallation } = await import("./run-installation.ts");
  const steps = await runInstallation(options.seed, (step) => {
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
  const { summary, stop } = await runDemo(options, options.isJson ? jsonView : textView, abort.signal);
  const isGood = summary.other === 0 && summary.disagreements === 0;
  if (options.isJson) {
    print(JSON.stringify({ summary }));
  } else {
    const { tickets, assigned, held, msMedian, msP95 } = summary;
    print(
      `${tickets} tickets: ${assigned} assigned, ${held} held; median ${msMedian} ms, 95 % within ${msP95} ms.`,
    );
    if (!abort.signal.aborted) {
      print("The servers go on, so that you can look around. Ctrl-C stops them.");
      await new Promise((resolve) => abort.signal.addEventListener("abort", resolve, { once: true }));
    }
    print("\nStopping.");
  }
  await stop();
  return isGood || (!options.isJson && abort.signal.aborted) ? 0 : 1;
}

try {
  const options = parseDemoOptions(process.argv.slice(2));
  if (options === "help") print(demoHelp);
  // At once, for the hook of its PostgreSQL would make a zero of an exit code that is only set.
  else if (options.isInstall) process.exit(await playInstallation(options));
  else process.exitCode = await main(options);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

import { readFileSync } from "node:fs";
import { expect, it, onTestFinished } from "vitest";
import { starterPolicy } from "../../../src/routing/starter-policy.ts";
import { findFreePort } from "../../../src/sandbox/demo/signalbox-process.ts";
import { startLocalWorker } from "../../../src/sandbox/worker/start-local-worker.ts";
import { policyOf, snapshotOf, ticketOf } from "../../routing/build.ts";
import { overflowCases } from "../../routing/golden/overflow-cases.ts";
import { peopleCases } from "../../routing/golden/people-cases.ts";
import { ruleCases } from "../../routing/golden/rule-cases.ts";
import { starterCases } from "../../routing/golden/starter-cases.ts";
import { wishCases } from "../../routing/golden/wish-cases.ts";
import { bundleOnce } from "./bundle-once.ts";
import { type GoldenInput, playGolden } from "./golden-worker.ts";

const root = new URL("../../../", import.meta.url);
const file = (path: string) => readFileSync(new URL(path, root));

/** As it arrives after a way through JSON, on both sides. */
function corpus(): GoldenInput {
  const cases = [...ruleCases, ...peopleCases, ...wishCases, ...overflowCases];
  const heldOut = file("test/signals/starter-held-out.tsv").toString().split("\n").filter(Boolean);
  const starter = starterCases.map(([subject, body]) => ({ subject, body }));
  const input: GoldenInput = {
    decisions: [
      ...cases.map((one) => ({ policy: policyOf(one.policy), snapshot: snapshotOf(one.snapshot) })),
      ...starter.map((ticket) => ({ policy: starterPolicy, snapshot: snapshotOf({ ticket }) })),
    ],
    tickets: [
      ...starter.map(ticketOf),
      ...heldOut.map((line) => ticketOf({ subject: "", body: line.split("\t").at(-1) ?? "" })),
    ],
    model: file("src/signals/starter/intents.model").toString("base64"),
  };
  return JSON.parse(JSON.stringify(input));
}

it("gives the same receipts, sentences and signals in workerd as on Node, byte for byte", async () => {
  const worker = await startLocalWorker({
    script: await bundleOnce("test/contracts/runtime/golden-worker.ts"),
    port: await findFreePort(0),
    databaseUrl: "postgres://nobody:nothing@127.0.0.1:1/none",
    variables: {},
  });
  onTestFinished(() => worker.stop());
  const input = corpus();
  const response = await fetch(worker.url, { method: "POST", body: JSON.stringify(input) });
  const inWorkerd = (await response.json()) as string[];
  expect(inWorkerd.length).toBeGreaterThan(200);
  expect(inWorkerd).toEqual(playGolden(input));
}, 120_000);

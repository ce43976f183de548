import { expect, it, onTestFinished } from "vitest";
import { findFreePort } from "../../../src/sandbox/demo/signalbox-process.ts";
import { startLocalWorker } from "../../../src/sandbox/worker/start-local-worker.ts";
import { bundleOnce } from "./bundle-once.ts";
import { corpus } from "./golden-corpus.ts";
import { playGolden } from "./golden-worker.ts";

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

import { readFileSync } from "node:fs";
import { starterPolicy } from "../../../src/routing/starter-policy.ts";
import { policyOf, snapshotOf, ticketOf } from "../../routing/build.ts";
import { overflowCases } from "../../routing/golden/overflow-cases.ts";
import { peopleCases } from "../../routing/golden/people-cases.ts";
import { ruleCases } from "../../routing/golden/rule-cases.ts";
import { starterCases } from "../../routing/golden/starter-cases.ts";
import { wishCases } from "../../routing/golden/wish-cases.ts";
import type { GoldenInput } from "./golden-worker.ts";

const root = new URL("../../../", import.meta.url);
const file = (path: string) => readFileSync(new URL(path, root));

/** Everything of the golden suites, as it arrives after a way through JSON. */
export function corpus(): GoldenInput {
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

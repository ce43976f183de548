import { createPredictor } from "../../../src/classifier/create-predictor.ts";
import { decodeModel } from "../../../src/classifier/model-file.ts";
import { canonicalJson } from "../../../src/routing/canonical-json.ts";
import { decide } from "../../../src/routing/decide.ts";
import { explain } from "../../../src/routing/explain.ts";
import { Policy } from "../../../src/routing/policy.ts";
import type { Snapshot } from "../../../src/routing/snapshot.ts";
import type { Ticket } from "../../../src/routing/ticket.ts";
import { readSignals } from "../../../src/signals/read-signals.ts";

export interface GoldenInput {
  decisions: { policy: unknown; snapshot: Snapshot }[];
  tickets: Ticket[];
  /** The starter model in base64. */
  model: string;
}

/** What the pure folders make of the corpus: a receipt and its sentence for each decision, signals for each ticket. */
export function playGolden({ decisions, tickets, model }: GoldenInput): string[] {
  const bytes = Uint8Array.from(atob(model), (character) => character.charCodeAt(0));
  const intents = createPredictor(decodeModel(bytes));
  return [
    ...decisions.map(({ policy, snapshot }) => {
      const { receipt } = decide(Policy.parse(policy), snapshot);
      return `${canonicalJson(receipt)}\n${explain(receipt)}`;
    }),
    ...tickets.map((ticket) => canonicalJson(readSignals(ticket, { intents }))),
  ];
}

// biome-ignore lint/style/noDefaultExport: the platform asks for it
export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(playGolden((await request.json()) as GoldenInput));
  },
};

import type { Predictor } from "../../src/classifier/create-predictor.ts";
import type { Signals } from "../../src/routing/signals.ts";
import { readSignals, type SignalSource } from "../../src/signals/read-signals.ts";

/** A ticket of a requester of whom nothing is known. */
export function sourceOf(body: string, subject = ""): SignalSource {
  return {
    subject,
    body,
    requester: { id: "1", name: null, email: "customer1@mail.example", locale: null, tags: [] },
  };
}

export function signalsOf(body: string, subject = "", intents?: Predictor): Signals {
  return readSignals(sourceOf(body, subject), { intents });
}

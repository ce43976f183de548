import type { Predictor } from "../classifier/create-predictor.ts";
import type { WordContribution } from "../classifier/predict/attribute-to-words.ts";
import { type Found, found } from "./found.ts";
import type { Message } from "./message.ts";

/** What a model tells of the message, where it is sure, with the words that spoke most for it. */
export function findLabel(message: Message, predictor: Predictor): Found<string> | undefined {
  const told = predictor.explainIfSure(message.bag());
  if (!told) return undefined;
  return found(told.label, told.confidence, carriersOf(message, told.explanation.words));
}

/** What speaks for the label, the strongest first: one by one, for only a few are shown and sorting all costs more. */
function* carriersOf(message: Message, words: readonly WordContribution[]) {
  const left = words.map(({ contribution }) => contribution);
  for (;;) {
    let strongest = -1;
    let most = 0;
    for (let at = 0; at < left.length; at++) {
      const contribution = left[at] as number;
      if (contribution <= most) continue;
      strongest = at;
      most = contribution;
    }
    const word = words[strongest];
    if (!word) return;
    left[strongest] = 0;
    yield message.carrierAt(word.part, word.start, word.end);
  }
}

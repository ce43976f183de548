import type { Predictor } from "../classifier/create-predictor.ts";
import { type Found, found } from "./found.ts";
import type { Message } from "./message.ts";

/** What a model tells of the message, where it is sure, with the words that spoke most for it. */
export function findLabel(message: Message, predictor: Predictor): Found<string> | undefined {
  const { subject, body } = message;
  const { label, confidence, isSure, explanation } = predictor.explain({ subject, body });
  if (!isSure) return undefined;
  const carriers = explanation.words
    .filter(({ contribution }) => contribution > 0)
    .toSorted((a, b) => b.contribution - a.contribution)
    .map(({ part, start, end }) => message.carrierAt(part, start, end));
  return found(label, confidence, carriers);
}

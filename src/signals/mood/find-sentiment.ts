import { type Found, found } from "../found.ts";
import { buildLexicon, carrierOf, findHits } from "../lexicon.ts";
import type { Message } from "../message.ts";
import { moodWords, negations } from "../phrases/mood-words.ts";

const lexicon = buildLexicon(
  Object.values(moodWords).flatMap((weights) =>
    Object.entries(weights).flatMap(([weight, phrases]) =>
      phrases.split(", ").map((phrase) => [phrase, Number(weight)] as const),
    ),
  ),
);
const negators = new Set(negations.split(", ").map((word) => word.toLowerCase()));
/** How near before a word a negation has to stand to turn it. */
const reach = 2;

/** -1 (furious) to 1 (delighted): the strong words count most, and politeness never outweighs anger. */
export function findSentiment(message: Message): Found<number> | undefined {
  if (message.words.length === 0) return undefined;
  const hits = findHits(message, lexicon).map((hit) => ({
    ...hit,
    weight: isNegated(message, hit.first) ? -hit.meaning / 2 : hit.meaning,
  }));
  const sumOf = (sign: number) =>
    hits.reduce((sum, { weight }) => sum + (Math.sign(weight) === sign ? weight * weight : 0), 0);
  const anger = sumOf(-1) * (1 + message.shouting);
  const joy = anger > 4 ? Math.min(sumOf(1), anger / 4) : sumOf(1);
  const value = Math.tanh((joy - anger) / 6);
  const told = hits.filter(({ weight }) => Math.sign(weight) === Math.sign(value));
  const strongest = told.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const confidence =
    hits.length === 0 ? 0.3 : 0.45 + Math.min(0.45, Math.abs(joy - anger) / 20 + hits.length / 40);
  return found(
    round(value),
    confidence,
    strongest.map((hit) => carrierOf(message, hit)),
  );
}

function isNegated({ words }: Message, first: number): boolean {
  return words.slice(Math.max(0, first - reach), first).some(({ folded }) => negators.has(folded));
}

function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

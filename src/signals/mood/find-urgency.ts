import { type Found, found } from "../found.ts";
import { buildLexicon, carrierOf, findHits } from "../lexicon.ts";
import type { Message } from "../message.ts";
import { type Pressure, urgencyWords } from "../phrases/urgency-words.ts";

const lexicon = buildLexicon(urgencyWords);
const calm = buildLexicon(
  "no rush, not urgent, no hurry, whenever you can, when you have time, nicht dringend, keine eile, es eilt nicht, pas urgent, pas pressé, no es urgente, sin prisa, não é urgente, sem pressa, geen haast, non è urgente, senza fretta, 急ぎません, 急いでいません"
    .split(", ")
    .map((phrase) => [phrase, "calm"] as const),
);
const restLevel = 0.1;
const calmLevel = 0.05;

/** 0 to 1. Each kind of pressure counts once and closes part of what is left; asking for calm ends what was asked. */
export function findUrgency(message: Message): Found<number> | undefined {
  if (message.words.length === 0) return undefined;
  const calming = findHits(message, calm);
  const hits = findHits(message, lexicon).filter(
    ({ meaning, first, last }) =>
      calming.length === 0 ||
      (meaning.kind !== "asked" && !calming.some((hit) => hit.first <= first && last <= hit.last)),
  );
  const strongest = new Map<Pressure["kind"], (typeof hits)[number]>();
  for (const hit of hits) {
    if ((strongest.get(hit.meaning.kind)?.meaning.weight ?? 0) < hit.meaning.weight)
      strongest.set(hit.meaning.kind, hit);
  }
  const told = [...strongest.values()].sort((a, b) => b.meaning.weight - a.meaning.weight);
  const left = told.reduce((rest, { meaning }) => rest * (1 - meaning.weight), 1 - message.shouting * 0.2);
  const base = calming.length > 0 ? calmLevel : restLevel;
  const value = Math.round((1 - (1 - base) * left) * 100) / 100;
  const carriers = (told.length > 0 ? told : calming).map((hit) => carrierOf(message, hit));
  return found(value, carriers.length > 0 ? 0.75 : 0.4, carriers);
}

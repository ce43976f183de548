import type { Place } from "../routing/signals.ts";

/** A signal as it was read: its value, how sure it is, and the words that carried it, with their places. */
export interface Found<Value> {
  value: Value;
  /** 0 to 1. */
  confidence: number;
  words: string[];
  places: Place[];
}

/** More words than these help nobody, and a receipt is to stay small. */
export const shownWords = 5;

export function found<Value>(
  value: Value,
  confidence: number,
  carriers: Iterable<{ word: string; place: Place }>,
): Found<Value> {
  const shown: { word: string; place: Place }[] = [];
  for (const carrier of carriers) {
    const lower = carrier.word.toLowerCase();
    if (!shown.some(({ word }) => word.toLowerCase() === lower)) shown.push(carrier);
    if (shown.length === shownWords) break;
  }
  return {
    value,
    confidence: Math.round(Math.min(Math.max(confidence, 0), 1) * 100) / 100,
    words: shown.map(({ word }) => word),
    places: shown.map(({ place }) => place),
  };
}

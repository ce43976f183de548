import type { Predictor, WordContribution } from "../../../src/classifier/create-predictor.ts";
import type { Document } from "../../../src/classifier/document.ts";
import { createRandom } from "../../../src/classifier/training/seeded-random.ts";

/** Spread over the set: some are sorted by label, and the first texts would be those of a few labels. */
const sampleSize = 2000;
const deleted = 3;
/** One draw of three words from a short text says little: for one model, single draws lay between 2.8 and 3.2. */
const draws = 10;

/** Words that carried a label must matter more to it than any others do; texts of six words and more are asked. */
export function measureDeletion(predictor: Predictor, documents: readonly Document[]): number {
  const random = createRandom(1);
  let [byExplained, byRandom] = [0, 0];
  const step = Math.max(1, documents.length / sampleSize);
  for (let at = 0; at < documents.length; at += step) {
    const document = documents[Math.floor(at)] as Document;
    const { label, explanation } = predictor.explain(document);
    const { words } = explanation;
    if (words.length < deleted * 2) continue;
    const leadWithout = (removed: readonly WordContribution[]) =>
      predictor.explain(without(document, removed), label).explanation.lead;
    const strongest = words.toSorted((a, b) => b.contribution - a.contribution).slice(0, deleted);
    byExplained += explanation.lead - leadWithout(strongest);
    for (let draw = 0; draw < draws; draw++) {
      const others = words
        .map((word) => ({ word, order: random() }))
        .sort((a, b) => a.order - b.order)
        .slice(0, deleted)
        .map(({ word }) => word);
      byRandom += (explanation.lead - leadWithout(others)) / draws;
    }
  }
  return byExplained / byRandom;
}

function without(document: Document, removed: readonly WordContribution[]): Document {
  const cut = (part: "subject" | "body", text: string) =>
    removed
      .filter((word) => word.part === part)
      .toSorted((a, b) => b.start - a.start)
      .reduce((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
  return {
    body: cut("body", document.body),
    ...(document.subject ? { subject: cut("subject", document.subject) } : {}),
  };
}

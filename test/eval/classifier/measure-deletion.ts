import type { Predictor, WordContribution } from "../../../src/classifier/create-predictor.ts";
import type { Document } from "../../../src/classifier/document.ts";
import { createRandom } from "../../../src/classifier/training/seeded-random.ts";

const sampleSize = 500;
const deleted = 3;

/** Words that carried a label must matter more to it than any others do; texts of six words and more are asked. */
export function measureDeletion(predictor: Predictor, documents: readonly Document[]): number {
  const random = createRandom(1);
  let [byExplained, byRandom] = [0, 0];
  for (const document of documents.slice(0, sampleSize)) {
    const { label, explanation } = predictor.explain(document);
    const { words } = explanation;
    if (words.length < deleted * 2) continue;
    const leadWithout = (removed: readonly WordContribution[]) =>
      predictor.explain(without(document, removed), label).explanation.lead;
    const strongest = words.toSorted((a, b) => b.contribution - a.contribution).slice(0, deleted);
    const others = words
      .map((word) => ({ word, order: random() }))
      .sort((a, b) => a.order - b.order)
      .slice(0, deleted)
      .map(({ word }) => word);
    byExplained += explanation.lead - leadWithout(strongest);
    byRandom += explanation.lead - leadWithout(others);
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

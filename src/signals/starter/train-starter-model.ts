import type { Model } from "../../classifier/model.ts";
import { trainModel } from "../../classifier/train-model.ts";
import { parsePhrases } from "./parse-phrases.ts";
import { writeExamples } from "./write-examples.ts";

const seed = 20;
/** Phrases of a few languages need no more, and the model ships with every copy of the product. */
const featureCap = 25_000;

/** @param books the phrase files' text by language */
export function trainStarterModel(books: Readonly<Record<string, string>>): Model {
  const examples = Object.keys(books)
    .sort()
    .flatMap((language, index) => writeExamples(parsePhrases(books[language] ?? ""), language, seed + index));
  return trainModel(examples, { seed, featureCap });
}

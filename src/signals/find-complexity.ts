import { countProducts } from "./facts/count-products.ts";
import { countOrderNumbers } from "./facts/find-order-number.ts";
import { type Found, found } from "./found.ts";
import { buildLexicon, carrierOf, findHits } from "./lexicon.ts";
import type { Message } from "./message.ts";

export interface History {
  /** Earlier tickets of the same requester, where known. */
  priorContacts?: number | undefined;
  isReopened?: boolean | undefined;
  attachments?: number | undefined;
}

/** What opens one more matter in a message. */
const furtherMatters = buildLexicon(
  "also, in addition, additionally, another thing, another question, one more thing, furthermore, besides that, as well as, secondly, außerdem, zusätzlich, des weiteren, noch eine frage, zweitens, ebenfalls, de plus, en outre, par ailleurs, autre question, deuxièmement, además, también, otra cosa, otra pregunta, por otra parte, além disso, também, outra coisa, outra pergunta, inoltre, anche, un'altra cosa, bovendien, daarnaast, nog een vraag, また, さらに, それと, もう一つ, 加えて"
    .split(", ")
    .map((phrase) => [phrase, "matter"] as const),
);
const listItem = /^\s*(?:[-*•]|\d{1,2}[.)])\s+\S/gm;
const questionEnd = /[?？](?=\s|$|["'”»)])/gu;

/**
 * 1 (routine) to 5: questions, matters, orders, products, length, files and what happened before. Text alone tells
 * little of the effort, so the confidence stays low.
 */
export function findComplexity(message: Message, history: History): Found<number> | undefined {
  const wordCount = message.words.length;
  if (wordCount === 0) return undefined;
  const matters = findHits(message, furtherMatters);
  const questions = message.body.match(questionEnd)?.length ?? 0;
  const items = message.body.match(listItem)?.length ?? 0;
  const parts = [
    Math.min(Math.max(questions - 1, 0) * 0.4, 1.2),
    Math.min(matters.length * 0.4, 1.2),
    Math.min(Math.max(items - 1, 0) * 0.25, 1),
    Math.min(Math.max(countOrderNumbers(message) - 1, 0) * 0.5, 1),
    Math.min(Math.max(countProducts(message) - 1, 0) * 0.3, 0.9),
    wordCount > 250 ? 1.2 : wordCount > 120 ? 0.7 : wordCount > 60 ? 0.3 : 0,
    Math.min((history.priorContacts ?? 0) * 0.2, 0.8),
    history.isReopened ? 0.8 : 0,
    Math.min((history.attachments ?? 0) * 0.2, 0.6),
  ];
  const value = Math.min(5, Math.round(1 + parts.reduce((sum, part) => sum + part, 0)));
  return found(
    value,
    0.5,
    matters.map((hit) => carrierOf(message, hit)),
  );
}

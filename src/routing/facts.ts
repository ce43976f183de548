import { type CompiledField, type CompiledPolicy, matched, notMatched } from "./compile/compiled-policy.ts";
import { type Evaluation, searchIn, valueIn } from "./compile/evaluation.ts";
import type { Receipt } from "./receipt.ts";
import { describeSearch } from "./text/phrase-search.ts";
import type { FieldValue } from "./ticket.ts";

const wholeLength = 300;
const wholeItems = 200;

/** Whether a value is short enough, and not a ticket's own text, to stand in a receipt as it is. */
export function isKeptWhole({ kind }: Pick<CompiledField, "kind">, value: FieldValue): boolean {
  if (kind === "text") return false;
  if (Array.isArray(value)) {
    return value.length <= wholeItems && value.every((item) => item.length <= wholeLength);
  }
  return typeof value !== "string" || value.length <= wholeLength;
}

/** What an evaluation saw: with the policy, enough to tell every test of every rule again. */
export function collectFacts(
  compiled: CompiledPolicy,
  evaluation: Evaluation,
): Pick<Receipt, "facts" | "texts" | "textTests"> {
  const facts: Receipt["facts"] = {};
  const texts: Receipt["texts"] = {};
  const textTests: Receipt["textTests"] = { matched: [], failed: [] };
  for (const field of compiled.fields) {
    if (field.isClock) continue;
    const value = valueIn(evaluation, field);
    if (isKeptWhole(field, value)) {
      facts[field.name] = value;
      continue;
    }
    texts[field.name] = {
      length: typeof value === "string" ? value.length : Array.isArray(value) ? value.join("\n").length : 0,
      ...describeSearch(searchIn(evaluation, field)),
    };
  }
  for (const { id, field } of evaluation.asked) {
    if (!Object.hasOwn(texts, field.name)) continue;
    if (evaluation.results[id] === matched) textTests.matched.push(id);
    else if (evaluation.results[id] === notMatched) textTests.failed.push(id);
  }
  textTests.matched.sort((a, b) => a - b);
  textTests.failed.sort((a, b) => a - b);
  return { facts, texts, textTests };
}

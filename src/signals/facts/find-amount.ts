import { type Found, found } from "../found.ts";
import type { Message } from "../message.ts";
import { searchNumbers } from "./search-message.ts";

const currency =
  "(?:€|\\$|£|¥|￥|円|元|R\\$|EUR|USD|GBP|CHF|JPY|CAD|AUD|BRL|SEK|NOK|DKK|PLN|euros?|dollars?|pounds?|reais|kr)";
const number = "\\d{1,3}(?:[.,'\\u00a0 ]\\d{3})+(?:[.,]\\d{1,2})?|\\d{1,9}(?:[.,]\\d{1,2})?";
const amount = new RegExp(
  `(?<![\\p{L}\\p{N}])${currency}\\s?(${number})(?![\\p{N}])|(?<![\\p{L}\\p{N}.,#-])(${number})\\s?${currency}(?![\\p{L}])`,
  "giu",
);

/** The largest sum of money that the message names; which currency it is stays in the words. */
export function findAmount(message: Message): Found<number> | undefined {
  const all = searchNumbers(message, amount).map(({ groups, carrier }) => ({
    value: parse(groups[0] ?? groups[1] ?? ""),
    carrier,
  }));
  const largest = all.toSorted((a, b) => b.value - a.value)[0];
  return largest && found(largest.value, 0.95, [largest.carrier]);
}

/** "1.234,50", "1,234.50", "1 234" and "12,5": the last separator is a decimal one if one or two digits follow. */
function parse(text: string): number {
  const decimals = /[.,](\d{1,2})$/.exec(text);
  const whole = (decimals ? text.slice(0, decimals.index) : text).replace(/\D/g, "");
  return Number(`${whole}.${decimals?.[1] ?? "0"}`);
}

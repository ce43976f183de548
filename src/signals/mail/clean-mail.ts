import { findQuote, isQuotedLine } from "./find-quote.ts";
import { findSignature } from "./find-signature.ts";
import { stripHtml } from "./strip-html.ts";
import { type Range, replaceRanges, type TracedText, traceText } from "./traced-text.ts";

/** Longer than any message that a person types; what comes after it is quotes. */
const readLimit = 20_000;

/** What the sender wrote: no markup, no quoted mail, no signature, no disclaimer; each character knows its place. */
export function cleanMail(body: string): TracedText {
  const plain = stripHtml(traceText(body.slice(0, readLimit)));
  const starts = lineStarts(plain.text);
  const lines = starts.map((start, index) => plain.text.slice(start, starts[index + 1] ?? plain.text.length));
  const quoteAt = findQuote(lines);
  const own = lines.slice(0, quoteAt);
  const signatureAt = findSignature(own);
  const removed: Range[] = [];
  // A mail that is quoted from top to bottom was forwarded: then the quote is the message.
  const isForwarded = own.every((line) => isQuotedLine(line) || line.trim() === "");
  for (let at = 0; at < lines.length; at++) {
    const start = starts[at] as number;
    const end = starts[at + 1] ?? plain.text.length;
    if (at >= Math.min(quoteAt, signatureAt)) removed.push({ start, end });
    else if (isQuotedLine(lines[at] ?? ""))
      removed.push({ start, end: start + (isForwarded ? 1 : end - start) });
  }
  return replaceRanges(plain, removed);
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

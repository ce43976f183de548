import { bodyLimit } from "../classifier/document.ts";
import { type TracedBag, traceBag } from "../classifier/features/trace-bag.ts";
import { type Word, wordsOf } from "../classifier/features/words.ts";
import type { Place } from "../routing/signals.ts";
import { cleanMail } from "./mail/clean-mail.ts";
import { originOf, type TracedText, traceText } from "./mail/traced-text.ts";
import { measureShouting } from "./measure-shouting.ts";

/** A ticket's text made ready to be read: cleaned, cut into words, and able to tell where anything stood. */
export interface Message {
  subject: string;
  /** Without markup, quotes and signature, as far as models read. */
  body: string;
  words: Word[];
  /** The words' n-grams, counted when the first model asks and kept for the others. */
  bag(): TracedBag;
  /** 0 to 1: how much of it is in capitals, and how many rows of exclamation marks it has. */
  shouting: number;
  /** A stretch of subject or body as the sender wrote it, and its place in the text given. */
  carrierAt(part: Place["part"], start: number, end: number): { word: string; place: Place };
}

export function readMessage(given: { subject: string; body: string }): Message {
  const parts: Record<Place["part"], TracedText> = {
    subject: traceText(withoutPrefixes(given.subject)),
    body: cleanMail(given.body),
  };
  const subject = parts.subject.text;
  // Numbers and moods stand in the first mail, not in the tenth of a thread.
  const body = parts.body.text.slice(0, bodyLimit);
  const words = wordsOf({ subject, body });
  let bag: TracedBag | undefined;
  return {
    subject,
    body,
    words,
    bag() {
      bag ??= traceBag(words);
      return bag;
    },
    shouting: measureShouting(`${subject} ${body}`, words),
    carrierAt: (part, start, end) => ({
      word: parts[part].text.slice(start, end),
      place: { part, ...originOf(parts[part], { start, end }) },
    }),
  };
}

/** "Re: AW: Fwd:" says nothing; blanks keep the positions. */
function withoutPrefixes(subject: string): string {
  return subject.replace(
    /^(?:\s*(?:re|aw|wg|fwd?|tr|rv|enc|res|sv|antw)\s*(?:\[\d+\])?\s*[::])+/i,
    (prefix) => " ".repeat(prefix.length),
  );
}

import type { Place } from "../../routing/signals.ts";
import type { Message } from "../message.ts";

export interface Match {
  part: Place["part"];
  /** Where it begins in the cleaned part. */
  index: number;
  text: string;
  groups: string[];
  /** What stands before it in lower case, for a keyword. */
  before: string;
  carrier: ReturnType<Message["carrierAt"]>;
}

const contextLength = 30;

/** All matches of a global pattern in subject and body, in order. The carrier is the whole match. */
export function searchMessage(message: Message, pattern: RegExp): Match[] {
  return search(message, pattern, () => true);
}

/** The same for a pattern that holds a digit and stays within a line: most lines need no search. */
export function searchNumbers(message: Message, pattern: RegExp): Match[] {
  return search(message, pattern, (line) => /\d/.test(line));
}

function search(message: Message, pattern: RegExp, isWorthIt: (line: string) => boolean): Match[] {
  const matches: Match[] = [];
  for (const part of ["subject", "body"] as const) {
    let start = 0;
    for (const line of message[part].split("\n")) {
      if (isWorthIt(line)) {
        for (const match of line.matchAll(pattern)) {
          const index = start + match.index;
          matches.push({
            part,
            index,
            text: match[0],
            groups: match.slice(1),
            before: line.slice(Math.max(0, match.index - contextLength), match.index).toLowerCase(),
            carrier: message.carrierAt(part, index, index + match[0].length),
          });
        }
      }
      start += line.length + 1;
    }
  }
  return matches;
}

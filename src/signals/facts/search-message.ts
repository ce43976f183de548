import type { Place } from "../../routing/signals.ts";
import type { Message } from "../message.ts";

export interface Match {
  part: Place["part"];
  text: string;
  groups: string[];
  /** What stands before it, folded to lower case, for a keyword. */
  before: string;
  carrier: ReturnType<Message["carrierAt"]>;
}

const contextLength = 30;

/** All matches of a global pattern in subject and body, in order. The carrier is the whole match. */
export function searchMessage(message: Message, pattern: RegExp): Match[] {
  return (["subject", "body"] as const).flatMap((part) => {
    const text = message[part];
    return [...text.matchAll(pattern)].map((match) => ({
      part,
      text: match[0],
      groups: match.slice(1),
      before: text.slice(Math.max(0, match.index - contextLength), match.index).toLowerCase(),
      carrier: message.carrierAt(part, match.index, match.index + match[0].length),
    }));
  });
}

import type { Message } from "../message.ts";

const fewestWords = 4;

/** 0 to 1: words in capitals, and rows of exclamation marks. */
export function measureShouting({ subject, body }: Pick<Message, "subject" | "body">): number {
  const text = `${subject} ${body}`;
  // Two letters can be an abbreviation; five and more in capitals among small ones are meant.
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  const shouted = words.filter((word) => word === word.toUpperCase() && word !== word.toLowerCase()).length;
  const share = words.length >= fewestWords ? shouted / words.length : 0;
  const marks = text.match(/[!！]{2,}/gu)?.length ?? 0;
  return Math.min(1, share + marks * 0.25);
}

import { toSentence } from "../../messages/to-sentence.ts";

/**
 * A help desk's own name of an event, as words: `onTicketUpdate` and `ticket_update` are "Ticket update". What names no
 * thing is about a ticket.
 */
export function eventName(eventType: string): string {
  const words = eventType
    .replace(/^on(?=[A-Z])/, "")
    .replaceAll(/[._]/g, " ")
    .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`);
  return toSentence((words.includes(" ") ? words : `ticket ${words}`).toLowerCase());
}

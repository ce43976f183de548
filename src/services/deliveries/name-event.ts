/**
 * A help desk's own name of an event, as words in the middle of a sentence: `onTicketUpdate` and `ticket_update` are
 * "ticket update". What names no thing is about a ticket.
 */
export function nameEvent(eventType: string): string {
  const words = eventType
    .replace(/^on(?=[A-Z])/, "")
    .replaceAll(/[._]/g, " ")
    .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`);
  return (words.includes(" ") ? words : `ticket ${words}`).toLowerCase();
}

export type Named<Deliveries extends unknown[]> = (Deliveries[number] & { eventName: string })[];

export function withEventNames<Delivery extends { eventType: string }>(
  deliveries: readonly Delivery[],
): Named<Delivery[]> {
  return deliveries.map((delivery) => ({ ...delivery, eventName: nameEvent(delivery.eventType) }));
}

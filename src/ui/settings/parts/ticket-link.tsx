/** Leads to what the register has on a ticket. */
export function TicketLink({ ticketId }: { ticketId: string }) {
  return <a href={`#/register/${encodeURIComponent(ticketId)}`}>{ticketId}</a>;
}

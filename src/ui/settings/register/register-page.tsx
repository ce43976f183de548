import { RegisterList } from "./register-list.tsx";
import { TicketReceipt } from "./ticket-receipt.tsx";

/** The register, or one ticket of it. */
export function RegisterPage({ rest }: { rest: string }) {
  return rest === "" ? <RegisterList /> : <TicketReceipt key={rest} ticketId={rest} />;
}

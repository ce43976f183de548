import type { CycleKey } from "../../db/queries/routing-cycles.ts";
import type { ServiceContext } from "../context.ts";
import { routeTicket } from "./route-ticket.ts";

/** Routes the tickets of one message side by side; one that breaks leaves the others alone. */
export async function routeTickets(context: ServiceContext, input: { keys: CycleKey[] }): Promise<void> {
  const results = await Promise.allSettled(input.keys.map((key) => routeTicket(context, key)));
  const broken = results.find((result) => result.status === "rejected");
  if (broken) throw broken.reason;
}

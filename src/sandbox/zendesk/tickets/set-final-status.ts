import { formatStamp } from "../../clock.ts";
import type { TicketState, World } from "../world.ts";
import { customStatusIdOf } from "./custom-status-id-of.ts";

export function setFinalStatus(world: World, state: TicketState, status: "closed" | "deleted"): void {
  state.updatedAtMs = world.clock();
  state.ticket = {
    ...state.ticket,
    status,
    custom_status_id: customStatusIdOf(status),
    updated_at: formatStamp(state.updatedAtMs),
  };
}

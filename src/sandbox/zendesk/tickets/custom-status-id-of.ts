import type { Ticket } from "../types.ts";

const customStatusIds: Record<Ticket["status"], number> = {
  new: 6_130_830_355_738,
  open: 6_130_830_355_866,
  pending: 6_130_830_355_994,
  hold: 6_130_830_356_122,
  solved: 6_130_830_356_250,
  closed: 6_130_830_356_250,
  deleted: 6_130_830_356_250,
};

export function customStatusIdOf(status: Ticket["status"]): number {
  return customStatusIds[status];
}

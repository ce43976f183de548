type TeamGroupOptions = { name: string; agents: number };

export type TeamOptions = {
  groups: TeamGroupOptions[];
  /** Every third agent also joins the next group. */
  overlapping?: boolean;
};

export const defaultTeam: TeamOptions = {
  groups: [
    { name: "Orders", agents: 3 },
    { name: "Returns", agents: 2 },
    { name: "Payments", agents: 2 },
    { name: "Product Advice", agents: 2 },
    { name: "Wholesale", agents: 1 },
  ],
  overlapping: true,
};

/**
 * Weighted rotation as a virtual clock (start-time fair queueing): a turn moves an agent on by one over their weight,
 * and next is who has come least far. The queue's floor follows those who take turns; who joins, or comes back, starts
 * at the floor and is neither flooded nor passed over. Nothing depends on who the other members are.
 */
export interface Turns {
  turns: number;
  floor: number;
}

/** How far an agent counts as having come. Rounded, so that three thirds are one; what is kept is not. */
export function effectiveTurns({ turns, floor }: Turns): number {
  return sixDecimals(Math.max(turns, floor));
}

/**
 * Where agent and queue stand after a turn.
 *
 * @param leastTurns of those who could have taken it, the agent included
 */
export function takeTurn(
  { turns, floor }: Turns,
  { weight, leastTurns }: { weight: number; leastTurns: number },
): Turns {
  return {
    turns: Math.max(turns, floor) + 1 / weight,
    floor: Math.max(floor, leastTurns),
  };
}

/** Six decimals: enough to rank by, and the same digits on every runtime. */
export function sixDecimals(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}

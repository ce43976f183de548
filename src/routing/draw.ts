import { type Digest, digestOf, shareOfPair, smallestPair } from "./fingerprint.ts";

/**
 * Draws among agents who are equal for a ticket: the smallest draw, a share from 0 to below 1, is preferred. It is the same
 * whenever it is asked again, and whoever is not there changes nothing between the others.
 *
 * @returns the draw of an agent, told by their lot: see `lotOf`
 */
export function drawsFor(ticketId: string): (lot: Digest) => number {
  const ticket = digestOf(ticketId);
  return (lot) => shareOfPair(ticket, lot);
}

/** Whom of the first `count` that draw prefers, by their lots. */
export function drawFirstOf<Lot extends Digest>(
  ticketId: string,
  lots: readonly Lot[],
  count: number,
): Lot | undefined {
  return lots[smallestPair(digestOf(ticketId), lots, count)];
}

import type { CandidateTrace } from "./receipt.ts";

/**
 * The candidates of a receipt as they are kept: a list for each fact instead of an object for each agent, which is most of
 * what a receipt of a large team takes. Each list is in the order of the candidates.
 */
export interface PackedCandidates {
  agentId: string[];
  name: string[];
  open: number[];
  capacity: number[];
  rank: (number | null)[];
  /** Each place is a number in `removals`; null for one who stayed in. */
  removedBy: (number | null)[];
  removals: NonNullable<CandidateTrace["removedBy"]>[];
  /** What the ranking compared, in its order. */
  keyNames: string[];
  /** By candidate, then by key; null for one who was not ranked. */
  keys: ((number | null)[] | null)[];
}

export function packCandidates(candidates: readonly CandidateTrace[]): PackedCandidates {
  const removals = new Map<string, { place: number; removal: NonNullable<CandidateTrace["removedBy"]> }>();
  const placeOf = (removal: CandidateTrace["removedBy"]): number | null => {
    if (!removal) return null;
    const name = `${removal.filter} ${removal.detail}`;
    const known = removals.get(name) ?? { place: removals.size, removal };
    removals.set(name, known);
    return known.place;
  };
  return {
    agentId: candidates.map(({ agentId }) => agentId),
    name: candidates.map(({ name }) => name),
    open: candidates.map(({ open }) => open),
    capacity: candidates.map(({ capacity }) => capacity),
    rank: candidates.map(({ rank }) => rank),
    removedBy: candidates.map(({ removedBy }) => placeOf(removedBy)),
    removals: [...removals.values()].map(({ removal }) => removal),
    keyNames: candidates.find(({ keys }) => keys)?.keys?.map(({ name }) => name) ?? [],
    keys: candidates.map(({ keys }) => keys?.map(({ value }) => value) ?? null),
  };
}

export function unpackCandidates(packed: PackedCandidates): CandidateTrace[] {
  return packed.agentId.map((agentId, place): CandidateTrace => {
    const removal = packed.removedBy[place] ?? null;
    const keys = packed.keys[place];
    return {
      agentId,
      name: packed.name[place] ?? "",
      removedBy: removal === null ? null : (packed.removals[removal] ?? null),
      open: packed.open[place] ?? 0,
      capacity: packed.capacity[place] ?? 0,
      rank: packed.rank[place] ?? null,
      ...(keys && {
        keys: keys.map((value, at) => ({ name: packed.keyNames[at] ?? "", value })),
      }),
    };
  });
}

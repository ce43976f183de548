import type { Db } from "../../db/database.ts";
import { createStandings } from "../../routing/standings.ts";
import type { ServiceContext } from "../context.ts";
import type { KnownRoster } from "./fill-roster.ts";
import { readRoster } from "./read-roster.ts";

/** More help desks than this at once in one process start again with an empty cache, which only costs time. */
const cacheLimit = 100;

/**
 * The roster of a version, nobody holding anything yet: read once, because it is the same for thousands of tickets. The
 * version is read first, so that what is kept under it is never older; both change under the installation's lock only.
 */
export async function readKnownRoster(
  { tx, rosters }: { tx: Db; rosters: ServiceContext["rosters"] },
  input: { installationId: string; version: number },
): Promise<KnownRoster> {
  const { installationId, version } = input;
  const known = rosters.get(installationId);
  if (known?.version === version) return known;
  const roster = await readRoster(tx, installationId);
  if (rosters.size >= cacheLimit) rosters.clear();
  const places = new Map(roster.agents.map(({ id }, place) => [id, place]));
  const read = { version, roster, places, filled: [], standings: createStandings() };
  rosters.set(installationId, read);
  return read;
}

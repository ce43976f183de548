import type { Rewrite } from "./model-database.ts";

/** A guard left out on purpose, from the outside: in a statement, a request or a reply on its way. */
export interface Mutant {
  name: string;
  /** Overlapping transactions are needed to see it. */
  engine: "pglite" | "postgresql";
  /** Where the search begins: shortly before the first seed that shows it, so that the tests stay short. */
  seed: number;
  rewrite?: Rewrite;
  rewriteBody?(body: Record<string, unknown>): Record<string, unknown>;
  rewriteReply?(reply: Record<string, unknown>): Record<string, unknown>;
}

/** Changes the statements that contain all of `marks`. */
function inStatements(marks: string[], change: (text: string) => string): Rewrite {
  return (text, parameters) => {
    if (!marks.every((mark) => text.includes(mark))) return { text, parameters };
    const changed = change(text);
    if (changed === text) throw new Error(`nothing to leave out in ${text}`);
    return { text: changed, parameters };
  };
}

/** What a write replaced goes unseen. */
function withoutAudits({ audit, audits, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return {
    ...rest,
    ...(audit !== undefined && { audit: { ...(audit as object), events: [] } }),
    ...(audits !== undefined && { audits: [] }),
  };
}

/** Where a statement asks in whose hands a cycle is. */
const fences: [string, string][] = [
  [`"routing_cycles"."claimed_until" is null`, "true"],
  [`and state = 'pending' and claimed_until = input."claimedUntil"`, ""],
  [
    `"routing_cycles"."claimed_until" = $`,
    `"routing_cycles"."claimed_until" is distinct from '-infinity' or null = $`,
  ],
];

export const mutants: Mutant[] = [
  {
    name: "the installation's lock is left out",
    engine: "postgresql",
    seed: 114,
    rewrite: inStatements(["pg_advisory_xact_lock"], (text) => text.replace("pg_advisory_xact_lock", "")),
  },
  {
    // Either alone stops the other worker.
    name: "a claim is ignored, and whoever was taken over goes on",
    engine: "pglite",
    seed: 14,
    rewrite: (text, parameters) => ({
      text: fences.reduce((changed, [guard, without]) => changed.replace(guard, without), text),
      parameters,
    }),
  },
  {
    name: "how the cycle first read the ticket is forgotten",
    engine: "pglite",
    seed: 291,
    rewrite: inStatements(["update", 'input."claimedUntil"'], (text) =>
      text.replace('seen = coalesce("routing_cycles"."seen", input.seen)', "seen = null"),
    ),
  },
  {
    name: "reservations are not counted",
    engine: "pglite",
    seed: 2,
    rewrite: inStatements(["with asked as"], (text) => text.replace("expires_at > now()", "false")),
  },
  {
    // Without its condition alone, a write is still mended by what its audit tells.
    name: "the write has no condition, and nothing is put back",
    engine: "pglite",
    seed: 250,
    rewriteBody({ ticket }) {
      const { safe_update: _safe, updated_stamp: _stamp, ...rest } = ticket as Record<string, unknown>;
      return { ticket: rest };
    },
    rewriteReply: withoutAudits,
  },
  {
    name: "nothing is put back",
    engine: "pglite",
    seed: 250,
    rewriteReply: withoutAudits,
  },
  {
    name: "an open decision is not settled",
    engine: "pglite",
    seed: 2,
    rewrite: inStatements(['from "decisions"', '"write_state" in'], (text) =>
      text.replace('"decisions"."write_state" in', 'false and "decisions"."write_state" in'),
    ),
  },
  {
    name: "no room is kept for held tickets",
    engine: "pglite",
    seed: 1252,
    rewrite: (text, parameters) =>
      text.includes('"routing_cycles"."urgent_at" asc') && parameters.at(-1) === 200
        ? { text, parameters: [...parameters.slice(0, -1), 0] }
        : { text, parameters },
  },
  {
    name: "room is never given back",
    engine: "pglite",
    seed: 2,
    rewrite: inStatements(['delete from "reservations"'], (text) => text.replace("where", "where false and")),
  },
  {
    name: "stranded tickets are not queued again",
    engine: "pglite",
    seed: 8,
    rewrite: inStatements(['"claimed_until" <', '"due_at" asc'], (text) =>
      text.replace("where", "where false and"),
    ),
  },
];

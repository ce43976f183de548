import type { Rewrite } from "./model-database.ts";

/** A guard left out on purpose, from the outside: in a statement, a request or a reply on its way. */
export interface Mutant {
  name: string;
  /** Overlapping transactions are needed to see it. */
  engine: "pglite" | "postgresql";
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

export const mutants: Mutant[] = [
  {
    name: "the installation's lock is left out",
    engine: "postgresql",
    rewrite: inStatements(["pg_advisory_xact_lock"], (text) => text.replace("pg_advisory_xact_lock", "")),
  },
  {
    name: "the claim of a cycle is ignored",
    engine: "pglite",
    rewrite: inStatements(
      ['update "routing_cycles"', '"attempts" = "routing_cycles"."attempts" + 1'],
      (text) => text.replace('"routing_cycles"."claimed_until" is null', "true"),
    ),
  },
  {
    name: "reservations are not counted",
    engine: "pglite",
    rewrite: inStatements(["with asked as"], (text) => text.replace("expires_at > now()", "false")),
  },
  {
    name: "the write has no condition",
    engine: "pglite",
    rewriteBody({ ticket }) {
      const { safe_update: _safe, updated_stamp: _stamp, ...rest } = ticket as Record<string, unknown>;
      return { ticket: rest };
    },
  },
  {
    name: "nothing is put back",
    engine: "pglite",
    rewriteReply: ({ audit, audits, ...rest }) => ({
      ...rest,
      ...(audit !== undefined && { audit: { ...(audit as object), events: [] } }),
      ...(audits !== undefined && { audits: [] }),
    }),
  },
  {
    name: "an open decision is not settled",
    engine: "pglite",
    rewrite: inStatements(['from "decisions"', '"write_state" in'], (text) =>
      text.replace('"decisions"."write_state" in', 'false and "decisions"."write_state" in'),
    ),
  },
  {
    name: "how the cycle first read the ticket is forgotten",
    engine: "pglite",
    rewrite: inStatements(["set seen = input.seen"], (text) =>
      text.replace("set seen = input.seen", "set seen = null"),
    ),
  },
  {
    name: "no room is kept for held tickets",
    engine: "pglite",
    rewrite: (text, parameters) =>
      text.includes('"routing_cycles"."urgent_at" asc') && parameters.at(-1) === 200
        ? { text, parameters: [...parameters.slice(0, -1), 0] }
        : { text, parameters },
  },
  {
    name: "room is never given back",
    engine: "pglite",
    rewrite: inStatements(['delete from "reservations"'], (text) => text.replace("where", "where false and")),
  },
  {
    name: "stranded tickets are not queued again",
    engine: "pglite",
    rewrite: inStatements(['"claimed_until" <', '"due_at" asc'], (text) =>
      text.replace("where", "where false and"),
    ),
  },
];

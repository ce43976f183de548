/**
 * SQL, for the mirror's `on conflict`: whether a fact replaces what is there. Stamps have whole seconds, and a fact may be told
 * or recorded after what came later. Of the same second it tells who has the ticket, but not that nobody has it: counting
 * one too many is repaired by the sweep, counting one too few takes somebody above capacity.
 */
export const isLaterFact = `
  excluded.updated_at > tickets.updated_at or (excluded.updated_at = tickets.updated_at
    and (excluded.assignee_id is not null or tickets.assignee_id is null))`;

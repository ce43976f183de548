import * as z from "zod";
import { type CyclePlace, searchCycles } from "../../db/queries/register.ts";
import { cycleStates } from "../../db/schema/index.ts";
import { InputError } from "../../ports/app-error.ts";
import type { ServiceContext } from "../context.ts";

const Key = z.string().min(1).max(120);
const Instant = z.iso.datetime({ offset: true });

/** What to look for; whatever is absent does not matter. */
export const RegisterSearch = z.strictObject({
  ticket: Key.optional(),
  state: z.enum(cycleStates).optional(),
  group: Key.optional(),
  agent: Key.optional(),
  rule: Key.optional(),
  /** `from` in it, `until` not. */
  from: Instant.optional(),
  until: Instant.optional(),
  /** As the page before gave it. */
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type RegisterSearch = z.infer<typeof RegisterSearch>;

export type RegisterLine = Awaited<ReturnType<typeof searchCycles>>[number];

/** Looks through the register, the latest first. @throws InputError for a place that no page gave */
export async function searchRegister(
  { db }: Pick<ServiceContext, "db">,
  input: { installationId: string; search: RegisterSearch },
): Promise<{ lines: RegisterLine[]; next: string | null }> {
  const { installationId, search } = input;
  const { ticket, state, group, agent, rule, from, until, after, limit } = search;
  const lines = await searchCycles(db, {
    installationId,
    filter: { ticketId: ticket, state, groupId: group, agentId: agent, ruleId: rule, from, until },
    before: after === undefined ? undefined : parsePlace(after),
    limit: limit + 1,
  });
  const shown = lines.slice(0, limit);
  const last = shown.at(-1);
  return { lines: shown, next: lines.length > limit && last ? `${last.openedAt} ${last.ticketId}` : null };
}

function parsePlace(text: string): CyclePlace {
  const [openedAt = "", ticketId = ""] = text.split(" ");
  if (!Instant.safeParse(openedAt).success || ticketId === "") {
    throw new InputError("after is the place that the page before gave as next");
  }
  return { openedAt, ticketId };
}

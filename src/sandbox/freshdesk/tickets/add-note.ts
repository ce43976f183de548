import { formatStamp } from "../../clock.ts";
import { notAllowed } from "../http/api-error.ts";
import type { Conversation } from "../types.ts";
import type { TicketState, World } from "../world.ts";
import { touch } from "./update-ticket.ts";

const noteSource = 2;

/** Moves `updated_at`, as every note does. */
export function addNote(
  world: World,
  state: TicketState,
  input: { body: string; isPrivate: boolean; userId: number },
): Conversation {
  if (state.ticket.deleted || state.ticket.spam) throw notAllowed("GET");
  const stamp = formatStamp(world.clock());
  const note: Conversation = {
    id: world.nextId(),
    ticket_id: state.ticket.id,
    user_id: input.userId,
    body: input.body,
    body_text: input.body.replace(/<[^>]*>/g, ""),
    incoming: false,
    private: input.isPrivate,
    source: noteSource,
    created_at: stamp,
    updated_at: stamp,
  };
  state.conversations.push(note);
  touch(world, state, state.ticket);
  return note;
}

import { NotFoundError } from "../../ports/app-error.ts";
import type { Helpdesk } from "../../ports/helpdesk.ts";
import type { ServiceContext } from "../context.ts";

/** @throws NotFoundError for a kind of help desk that this server does not know */
export function getHelpdesk(context: Pick<ServiceContext, "helpdesks">, name: string): Helpdesk {
  const helpdesk = Object.hasOwn(context.helpdesks, name) ? context.helpdesks[name] : undefined;
  if (!helpdesk) throw new NotFoundError(`a help desk "${name}"`);
  return helpdesk;
}

import type { EmulatedName } from "../../../src/sandbox/emulated-helpdesk.ts";
import type { DeskOptions, ModelDesk } from "./desk.ts";
import { openFreshdeskDesk } from "./freshdesk-desk.ts";
import { openZendeskDesk } from "./zendesk-desk.ts";

const openers = { zendesk: openZendeskDesk, freshdesk: openFreshdeskDesk };

export function openDesk(name: EmulatedName, options: DeskOptions): ModelDesk {
  return openers[name](options);
}

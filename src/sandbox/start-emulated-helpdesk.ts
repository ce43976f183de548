import type { EmulatedHelpdesk, EmulatedName, EmulationOptions } from "./emulated-helpdesk.ts";
import { emulateFreshdesk } from "./freshdesk/emulate-freshdesk.ts";
import { emulateZendesk } from "./zendesk/emulate-zendesk.ts";

const emulators = { zendesk: emulateZendesk, freshdesk: emulateFreshdesk };

/** Starts the emulator of that help desk on a port of its own. */
export function startEmulatedHelpdesk(
  name: EmulatedName,
  options: EmulationOptions,
): Promise<EmulatedHelpdesk> {
  return emulators[name](options);
}

import { resealSecrets } from "../services/installations/reseal-secrets.ts";
import { dropOldKeys, replaceStoredKey } from "./read-secrets.ts";
import { runCommand } from "./run-command.ts";

/**
 * `npm run keys:rotate`: makes a new encryption key in the data folder and seals everything under it. With
 * SIGNALBOX_ENCRYPTION_KEY set the new key is yours to make: set it everywhere with the old one in
 * SIGNALBOX_OLD_ENCRYPTION_KEYS, run this, then leave the old one out.
 */
await runCommand({
  prepare: (env) => {
    if (!env.SIGNALBOX_ENCRYPTION_KEY) replaceStoredKey(env.SIGNALBOX_DATA_DIR);
  },
  run: async ({ context, env }) => {
    const { resealed, installations } = await resealSecrets(context);
    if (!env.SIGNALBOX_ENCRYPTION_KEY) dropOldKeys(env.SIGNALBOX_DATA_DIR);
    return `${resealed} secrets of ${installations} installations are sealed under the new key. The old one opens nothing any more.`;
  },
});

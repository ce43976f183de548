import { deleteTenant } from "../services/privacy/delete-tenant.ts";
import { CommandError, runCommand } from "./run-command.ts";
import { tenantArgument } from "./tenant-argument.ts";

/** `npm run tenant:delete -- ins_… --yes`: uninstalls, and deletes all that is kept of an installation at once. */
await runCommand({
  run: async ({ context }) => {
    const installationId = tenantArgument();
    if (!process.argv.includes("--yes")) {
      throw new CommandError(`This deletes ${installationId} for good. Add --yes if that is what you want.`);
    }
    const { leftovers } = await deleteTenant(context, { installationId, actor: "operator" });
    return [`${installationId} is deleted.`, ...leftovers].join("\n");
  },
});

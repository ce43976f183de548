import { exportTenant } from "../services/privacy/export-tenant.ts";
import { runCommand } from "./run-command.ts";
import { tenantArgument } from "./tenant-argument.ts";

/** `npm run tenant:export --silent -- ins_… > file`: all that is kept of an installation, a JSON object a line. */
await runCommand({
  run: async ({ context }) => {
    const rows: string[] = [];
    for await (const line of exportTenant(context, { installationId: tenantArgument() }))
      rows.push(line.trimEnd());
    return rows.join("\n");
  },
});

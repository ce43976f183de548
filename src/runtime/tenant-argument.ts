import { CommandError } from "./run-command.ts";

/** The installation that a command is about. @throws CommandError */
export function tenantArgument(): string {
  const installationId = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
  if (!installationId) throw new CommandError("Name the installation: ins_…");
  return installationId;
}

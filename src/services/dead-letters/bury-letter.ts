import { insertDeadLetters } from "../../db/queries/dead-letters.ts";
import { findInstallation } from "../../db/queries/installations.ts";
import { type JobName, jobTypes } from "../../jobs/job-types.ts";
import { isoNow, type ServiceContext } from "../context.ts";

const longestReason = 500;

/**
 * Keeps what a queue has given up, where its tenant can see it and start it again. A message about tickets of several
 * tenants becomes a letter of each; one that is none of ours leaves a line in the log.
 */
export async function buryLetter(
  context: ServiceContext,
  input: { letterId: string; name: string; payload: unknown; reason: string },
): Promise<void> {
  const { letterId, name, reason } = input;
  const parsed = Object.hasOwn(jobTypes, name)
    ? jobTypes[name as JobName].safeParse(input.payload)
    : undefined;
  const parts = parsed?.success ? byInstallation(parsed.data) : new Map<string, unknown>();
  context.platform.log.error("a job was given up", { letterId, name, reason, tenants: parts.size });
  const diedAt = isoNow(context.platform);
  for (const [installationId, payload] of parts) {
    if (!(await findInstallation(context.db, installationId))) continue;
    const row = { installationId, letterId, job: name, payload, diedAt };
    await insertDeadLetters(context.db, [{ ...row, reason: reason.slice(0, longestReason) }]);
  }
}

function byInstallation(payload: { installationId: string } | { keys: { installationId: string }[] }) {
  if (!("keys" in payload)) return new Map<string, unknown>([[payload.installationId, payload]]);
  const groups = Map.groupBy(payload.keys, ({ installationId }) => installationId);
  return new Map([...groups].map(([installationId, keys]) => [installationId, { keys }]));
}

import { sql } from "drizzle-orm";
import { expect, it, onTestFinished } from "vitest";
import { demoPolicy } from "../../../src/sandbox/demo/demo-policy.ts";
import { createSignalboxClient } from "../../../src/sandbox/demo/signalbox-client.ts";
import { startEmulatedHelpdesk } from "../../../src/sandbox/start-emulated-helpdesk.ts";
import { waitFor } from "../../support/wait-for.ts";
import { accessToken, prepareWorkerd } from "./runtimes.ts";

const requester = { name: "Customer 1", email: "customer1@mail.example" };
const headers = { authorization: `Bearer ${accessToken}` };

it("keeps a message that failed each time and whose failure nobody could record, and does its job when asked to", async () => {
  const desk = await startEmulatedHelpdesk("zendesk", { seed: 5, limits: "none" });
  onTestFinished(() => desk.stop());
  for (const { id } of desk.agents()) desk.setAvailable(id, false);
  const { db, start, remove } = await prepareWorkerd({ entry: "test/contracts/runtime/counting-worker.ts" });
  onTestFinished(remove);
  const worker = await start({ [desk.urlVariable]: desk.url });
  onTestFinished(() => worker.stop());
  const client = createSignalboxClient({ url: worker.url, accessToken });
  const { subdomain, credentials } = desk;
  const installationId = await client.connect({ helpdesk: "zendesk", subdomain, accessToken: credentials });
  await client.savePolicy(installationId, demoPolicy);
  const { id } = desk.createTicket({ subject: "Wrong size", body: "Can I exchange the boots?", requester });
  const becomes = (state: string) =>
    waitFor(`the ticket to be ${state}`, async () => {
      const [entry] = await client.listRegister(installationId, 10);
      return entry?.cycle.ticketId === id && entry.cycle.state === state ? entry : undefined;
    });
  await becomes("held");

  // Somebody could take it now, and only the job that hands it out does not get through.
  await db.execute(sql`update agents set available = true`);
  await db.execute(sql`update installations set roster_version = roster_version + 1`);
  await db.execute(sql`alter table reservations rename to reservations_that_are_away`);
  await db.execute(sql`alter table dead_letters rename to dead_letters_that_are_away`);
  await worker.send({ name: "hand-out", payload: { installationId } });
  await waitFor("the platform to put the message aside", async () => {
    const counted = (await (await fetch(`${worker.url}/queue-operations`)).json()) as { putAside: number };
    return counted.putAside > 0 || undefined;
  });
  await db.execute(sql`alter table dead_letters_that_are_away rename to dead_letters`);

  const letters = `${worker.url}/api/installations/${installationId}/dead-letters`;
  const list = async () => {
    const body = (await (await fetch(letters, { headers })).json()) as {
      deadLetters: { letterId: string; job: string; reason: string }[];
    };
    return body.deadLetters;
  };
  const letter = await waitFor("the message to be kept", async () => (await list())[0]);
  expect(letter).toMatchObject({ job: "hand-out", reason: "it could be neither done nor recorded" });
  expect(await list()).toHaveLength(1);

  await db.execute(sql`alter table reservations_that_are_away rename to reservations`);
  await becomes("held");
  const revived = await fetch(`${letters}/${letter.letterId}/revive`, { method: "POST", headers });
  expect(revived.status).toBe(202);
  await becomes("assigned");
  expect(desk.findTicket(id)?.assigneeId).not.toBeNull();
  expect(await list()).toEqual([]);
});

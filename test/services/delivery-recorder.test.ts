import { expect, it } from "vitest";
import type { DeliveryEntry } from "../../src/db/queries/record-deliveries.ts";
import { useTestServer } from "../support/use-test-server.ts";

const start = useTestServer();
const patienceMs = 5_000;

it("leaves no delivery behind that arrives in the moment in which the one before is done", async () => {
  const { server, installationId } = await start("pglite");
  const entry = (key: string): DeliveryEntry => ({
    row: {
      installationId,
      deliveryKey: key,
      eventKey: key,
      eventType: "created",
      ticketId: null,
      outcome: "ignored",
      reason: null,
      receivedAt: new Date().toISOString(),
    },
    opensCycle: false,
    facts: null,
  });
  const outcomes: (string | undefined)[] = [];
  for (let microtasks = 0; microtasks < 12; microtasks++) {
    await server.recorder.record(entry(`${microtasks}-first`));
    for (let turn = 0; turn < microtasks; turn++) await null;
    const second = server.recorder.record(entry(`${microtasks}-second`));
    const givenUp = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs, undefined));
    outcomes.push(await Promise.race([second, givenUp]));
  }
  expect(outcomes).toEqual(outcomes.map(() => "recorded"));
});

import { receiveAppEvent } from "../../src/services/apps/receive-app-event.ts";
import { createDeliveryRecorder } from "../../src/services/deliveries/delivery-recorder.ts";
import { receiveDelivery } from "../../src/services/deliveries/receive-delivery.ts";
import { appToken } from "./connect.ts";
import { accountKey } from "./history.ts";
import type { Process } from "./process.ts";
import { comesTwice } from "./run-job.ts";
import type { Delivery, World } from "./world.ts";

/** Hands over what the help desk tells as the HTTP routes do. The signature is that of this attempt. */
export async function deliver(world: World, process: Process, delivery: Delivery): Promise<void> {
  const { context, endpoints, runPrepared, lanes } = process;
  const { desk, deliveries, mutant } = world;
  const heard = mutant?.rewriteDelivery
    ? Buffer.from(JSON.stringify(mutant.rewriteDelivery(JSON.parse(delivery.body.toString()))))
    : delivery.body;
  const body = new Uint8Array(heard);
  const headers = desk.sign(delivery, { secret: world.webhookSecret, nowMs: world.now() });
  if (comesTwice(world)) deliveries.push({ ...delivery });
  delivery.inHandOf = process.name;
  process.busy += 1;
  // Its timer for bursts would wait in real time; one recorder for each delivery has nothing left to wait for.
  const recorder = createDeliveryRecorder(context, { runPrepared, lanes }, { isShared: false });
  const receive = { context, endpoints, recorder };
  const outcome =
    delivery.source === "app"
      ? await receiveAppEvent(context, receive, { token: appToken, body })
      : await receiveDelivery(receive, { helpdesk: desk.name, endpoint: "model", headers, body });
  process.busy -= 1;
  delivery.inHandOf = null;
  if (outcome === "not recorded") return;
  deliveries.splice(deliveries.indexOf(delivery), 1);
  const text = delivery.body.toString("utf8");
  if (!["accepted", "ignored", "duplicate"].includes(outcome)) world.problems.push(`a webhook is ${outcome}`);
  else if (delivery.source === "app") noteAccount(world, text);
  else if (outcome !== "duplicate") world.history.noteTold(desk.readDelivery(text));
}

function noteAccount({ history }: World, text: string): void {
  const { data, timestamp } = JSON.parse(text) as AppEvent;
  if (!data.ticket) return;
  history.accounts.add(accountKey({ ticketId: String(data.ticket.id), atMs: Number(timestamp) * 1000 }));
}

interface AppEvent {
  data: { ticket?: { id: number } };
  /** Seconds with a fraction. */
  timestamp: number | string;
}

import type { QueueBinding } from "../../../src/jobs/cloudflare-queue.ts";
import type { Message } from "../../../src/jobs/consume-messages.ts";
import worker from "../../../src/runtime/worker.ts";
import type { WorkerBindings } from "../../../src/runtime/worker-env.ts";

type Execution = Parameters<typeof worker.fetch>[2];

/** As the platform bills them: each message is written, read, and deleted. */
let operations = 0;
/** How often messages came that the platform had put aside. */
let putAside = 0;

/** Signalbox's own Worker, with a counter between it and its queue, and a queue that tries again at once. */
const countingWorker: typeof worker = {
  async fetch(request: Request, bindings: WorkerBindings, execution: Execution) {
    if (new URL(request.url).pathname === "/queue-operations") return Response.json({ operations, putAside });
    return worker.fetch(request, counted(bindings), execution);
  },
  queue({ queue, messages }, bindings, execution) {
    if (queue.startsWith("signalbox-dead")) putAside += messages.length;
    return worker.queue({ queue, messages: messages.map(countedMessage) }, counted(bindings), execution);
  },
  scheduled: (event, bindings, execution) => worker.scheduled(event, counted(bindings), execution),
};

function counted(bindings: WorkerBindings): WorkerBindings {
  const JOBS: QueueBinding = {
    sendBatch(messages) {
      operations += messages.length;
      return bindings.JOBS.sendBatch(messages);
    },
  };
  return { ...bindings, JOBS };
}

function countedMessage(message: Message): Message {
  operations += 1;
  return {
    id: message.id,
    body: message.body,
    attempts: message.attempts,
    ack() {
      operations += 1;
      message.ack();
    },
    // Whoever watches does not wait for minutes.
    retry: () => message.retry(),
  };
}

// biome-ignore lint/style/noDefaultExport: the platform asks for it
export default countingWorker;

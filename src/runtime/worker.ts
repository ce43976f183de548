import { consumeMessages, keepDeadMessages, type Message } from "../jobs/consume-messages.ts";
import { runDueRounds } from "../jobs/run-due-rounds.ts";
import { type BuiltWorker, buildWorker } from "./build-worker.ts";
import type { WorkerBindings } from "./worker-env.ts";

/** In every environment its name begins so. */
const deadQueue = "signalbox-dead";

interface ExecutionContext {
  waitUntil(promise: Promise<unknown>): void;
}

/** One for each isolate; the result is kept and not the promise, which would belong to the request that made it. */
let built: BuiltWorker | undefined;

async function getWorker(bindings: WorkerBindings): Promise<BuiltWorker> {
  built ??= await buildWorker(bindings);
  return built;
}

/** The handlers by which Cloudflare calls us. */
const worker = {
  async fetch(request: Request, bindings: WorkerBindings, execution: ExecutionContext): Promise<Response> {
    const { app, assets, invoke, prepareToReadText } = await getWorker(bindings);
    const { pathname } = new URL(request.url);
    // A help desk waits for the answer to its webhook, and nothing is read of that but its envelope.
    if (!pathname.startsWith("/webhooks/")) {
      const file = await assets.serve(request);
      if (file) return file;
      await assets.readManifest();
      if (pathname.startsWith("/api/")) await prepareToReadText();
    }
    return invoke(
      async () => app.fetch(request, bindings),
      (rest) => execution.waitUntil(rest),
    );
  },

  async queue(
    batch: { queue: string; messages: readonly Message[] },
    bindings: WorkerBindings,
    execution: ExecutionContext,
  ): Promise<void> {
    const { context, invoke, prepareToReadText } = await getWorker(bindings);
    await prepareToReadText();
    await invoke(
      () => (batch.queue.startsWith(deadQueue) ? keepDeadMessages : consumeMessages)(context, batch.messages),
      (rest) => execution.waitUntil(rest),
    );
  },

  async scheduled(
    event: { scheduledTime: number },
    bindings: WorkerBindings,
    execution: ExecutionContext,
  ): Promise<void> {
    const { context, invoke } = await getWorker(bindings);
    await invoke(
      () => runDueRounds(context, { scheduledMs: event.scheduledTime }),
      (rest) => execution.waitUntil(rest),
    );
  },
};

// biome-ignore lint/style/noDefaultExport: the platform asks for it
export default worker;

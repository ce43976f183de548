import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { unstable_readConfig } from "wrangler";

const configPath = fileURLToPath(new URL("../../../wrangler.toml", import.meta.url));
const assetsFolder = fileURLToPath(new URL("../../../dist/ui", import.meta.url));

/** The part of wrangler.toml that this reads; wrangler's own types lean on a package that nothing else here needs. */
interface WorkerConfig {
  compatibility_date: string;
  compatibility_flags: string[];
  queues: {
    producers: { binding: string; queue: string }[];
    consumers: {
      queue: string;
      max_batch_size?: number;
      max_batch_timeout?: number;
      max_retries?: number;
      dead_letter_queue?: string;
    }[];
  };
}

interface ScheduledWorker {
  scheduled(event: { scheduledTime: Date; cron: string }): Promise<unknown>;
}

export interface LocalWorker {
  url: string;
  /** Calls the clock's handler, as the platform does once a minute. */
  strike(scheduledMs?: number): Promise<void>;
  /** Gives the queue a message from outside. */
  send(body: unknown): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Signalbox in workerd on this machine, as wrangler.toml describes it: queues in memory, and PostgreSQL where Hyperdrive
 * would be.
 *
 * @param input.batchTimeoutSeconds how long the queue waits for a batch to fill
 */
export async function startLocalWorker(input: {
  script: string;
  port: number;
  databaseUrl: string;
  variables: Record<string, string>;
  batchTimeoutSeconds?: number;
}): Promise<LocalWorker> {
  const config: WorkerConfig = unstable_readConfig({ config: configPath });
  const consumers = config.queues.consumers.map(({ queue, ...consumer }) => [
    queue,
    {
      ...defined("maxBatchSize", consumer.max_batch_size),
      ...defined("maxBatchTimeout", input.batchTimeoutSeconds ?? consumer.max_batch_timeout),
      ...defined("maxRetries", consumer.max_retries),
      ...defined("deadLetterQueue", consumer.dead_letter_queue),
    },
  ]);
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port: input.port,
      log: new Log(LogLevel.NONE),
      // What the Worker logs; standard output is left to whoever started it.
      handleStructuredLogs: ({ message }) => void process.stderr.write(`${message}\n`),
      name: "signalbox",
      modules: [{ type: "ESModule", path: "worker.js", contents: readFileSync(input.script, "utf8") }],
      compatibilityDate: config.compatibility_date,
      compatibilityFlags: config.compatibility_flags,
      bindings: input.variables,
      hyperdrives: { HYPERDRIVE: input.databaseUrl },
      queueProducers: Object.fromEntries(
        config.queues.producers.map(({ binding, queue }) => [binding, queue]),
      ),
      queueConsumers: Object.fromEntries(consumers),
      assets: {
        directory: assetsFolder,
        binding: "ASSETS",
        routerConfig: { invoke_user_worker_ahead_of_assets: true, has_user_worker: true },
      },
    }),
  );
  const url = (await miniflare.ready).origin;
  return {
    url,
    async strike(scheduledMs = Date.now()) {
      const worker = (await miniflare.getWorker()) as unknown as ScheduledWorker;
      await worker.scheduled({ scheduledTime: new Date(scheduledMs), cron: "* * * * *" });
    },
    async send(body) {
      const producer = await miniflare.getQueueProducer("JOBS");
      await producer.send(body);
    },
    stop: () => miniflare.dispose(),
  };
}

function defined(name: string, value: string | number | undefined) {
  return value === undefined ? {} : { [name]: value };
}

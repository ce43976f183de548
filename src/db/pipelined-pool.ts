import pg from "pg";
import { isRowless } from "./is-rowless.ts";

/** What drizzle asks of a client that it was lent. */
interface LentClient {
  query(config: pg.QueryConfig | string, values?: unknown[]): Promise<unknown>;
  release(): void;
}

/**
 * One connection that is opened by the first statement and takes statements without waiting for the answers to those
 * before: what is asked at the same time shares a round trip. A transaction has the connection to itself, and in it
 * what returns no rows is not waited for before the next statement, or the end, needs its answer anyway.
 */
export function createPipelinedPool(config: pg.ClientConfig): pg.Pool {
  let client: Promise<pg.Client> | undefined;
  /** Set while a transaction has the connection; resolves when it gives it back. */
  let lease: Promise<void> | undefined;

  function open(): Promise<pg.Client> {
    client ??= connect(config);
    return client;
  }

  async function send(config: pg.QueryConfig | string, values?: unknown[]): Promise<unknown> {
    const opened = await open();
    // Nothing is waited for between here and what is done: of several that wait for a lease, the first takes the next one.
    while (lease) await lease;
    return opened.query(config, values);
  }

  async function lend(): Promise<LentClient> {
    const opened = await open();
    while (lease) await lease;
    let giveBack = () => {};
    lease = new Promise((resolve) => {
      giveBack = resolve;
    });
    const unheard: Promise<unknown>[] = [];
    return {
      async query(config, values) {
        const answer = opened.query(config, values);
        const text = typeof config === "string" ? config : config.text;
        if (!isRowless(text)) {
          // After a failure the database refuses what follows it; whoever asks is to be told of the first.
          const [own] = await Promise.allSettled([answer, ...unheard]);
          if (text !== "rollback") await Promise.all(unheard);
          if (own.status === "rejected") throw own.reason;
          return own.value;
        }
        answer.catch(() => {});
        unheard.push(answer);
        return { rows: [] };
      },
      release() {
        lease = undefined;
        giveBack();
      },
    };
  }

  // drizzle lends a client of its own to each transaction only if it is given a pool.
  return Object.create(pg.Pool.prototype, {
    query: { value: send },
    connect: { value: lend },
    end: { value: async () => (await client)?.end() },
  }) as pg.Pool;
}

async function connect(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({ ...config, pipeline: true } as pg.ClientConfig);
  // A connection that breaks between two statements fails the next one; without a listener it would end the process.
  client.on("error", () => {});
  await client.connect();
  return client;
}

import pg from "pg";

/** What drizzle asks of a client that it was lent. */
interface LentClient {
  query(config: pg.QueryConfig | string, values?: unknown[]): Promise<unknown>;
  release(): void;
}

/**
 * One connection that is opened by the first statement and takes statements without waiting for the answers to those
 * before: what is asked at the same time shares a round trip. A transaction has the connection to itself.
 */
export function createPipelinedPool(connectionString: string): pg.Pool {
  let client: Promise<pg.Client> | undefined;
  /** Set while a transaction has the connection; resolves when it gives it back. */
  let lease: Promise<void> | undefined;

  async function connected(): Promise<pg.Client> {
    client ??= connect(connectionString);
    return client;
  }

  async function send(config: pg.QueryConfig | string, values?: unknown[]): Promise<unknown> {
    const opened = await connected();
    while (lease) await lease;
    return values ? opened.query(config, values) : opened.query(config);
  }

  async function lend(): Promise<LentClient> {
    const opened = await connected();
    while (lease) await lease;
    let giveBack = () => {};
    lease = new Promise((resolve) => {
      giveBack = resolve;
    });
    let begun: Promise<unknown> | undefined;
    return {
      async query(config, values) {
        const text = typeof config === "string" ? config : config.text;
        const answer = values ? opened.query(config, values) : opened.query(config);
        // "begin" says nothing that its first statement would not: only before the end it must have been answered.
        if (text === "begin") {
          begun = answer;
          answer.catch(() => {});
          return { rows: [] };
        }
        if (text === "commit") await begun;
        return answer;
      },
      release() {
        lease = undefined;
        giveBack();
      },
    };
  }

  // drizzle lends a client of its own to each transaction only if it is given a pool.
  return Object.create(pg.Pool.prototype, { query: { value: send }, connect: { value: lend } }) as pg.Pool;
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, pipeline: true } as pg.ClientConfig);
  // A connection that breaks between two statements fails the next one; without a listener it would end the process.
  client.on("error", () => {});
  await client.connect();
  return client;
}

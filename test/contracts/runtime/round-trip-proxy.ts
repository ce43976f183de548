import { connect, createServer, type Socket } from "node:net";

/** Long enough for all that is sent at once to be on its way, also from a busy machine. */
const answerDelayMs = 80;
const readyForQuery = "Z".charCodeAt(0);

export interface RoundTripProxy {
  /** The database's address, through this proxy. */
  url: string;
  /** How often a client sent something while nothing it had asked was unanswered; handshakes are not counted. */
  roundTrips(): number;
  connections(): number;
  stop(): Promise<void>;
}

/** Stands between a client and PostgreSQL, reads the frames of its protocol, and counts how often the client waits. */
export async function startRoundTripProxy(databaseUrl: string): Promise<RoundTripProxy> {
  const target = new URL(databaseUrl);
  let roundTrips = 0;
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    connections += 1;
    const database = connect(Number(target.port), target.hostname);
    let isReady = false;
    let isWaiting = false;
    const frames = createFrameReader((type) => {
      if (type !== readyForQuery) return;
      isReady = true;
      unanswered -= 1;
      if (unanswered <= 0) isWaiting = false;
    });
    /** The handshake ends with the first "ready for query". */
    let unanswered = 1;
    const asked = createFrameReader((type) => {
      // "Sync" and a simple query are each answered by one "ready for query".
      if (type === "S".charCodeAt(0) || type === "Q".charCodeAt(0)) unanswered += 1;
    });
    client.on("data", (chunk) => {
      if (isReady) {
        if (!isWaiting) roundTrips += 1;
        isWaiting = true;
        asked(chunk);
      }
      database.write(chunk);
    });
    database.on("data", (chunk) => {
      setTimeout(() => {
        frames(chunk);
        client.write(chunk);
      }, answerDelayMs);
    });
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.port = String(typeof address === "object" ? address?.port : "");
  return {
    url: url.href,
    roundTrips: () => roundTrips,
    connections: () => connections,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Calls back with the type of each frame: one byte, then the length of the rest, itself included. */
function createFrameReader(onFrame: (type: number) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5) {
      const length = 1 + rest.readUInt32BE(1);
      if (rest.length < length) return;
      onFrame(rest.readUInt8(0));
      rest = rest.subarray(length);
    }
  };
}

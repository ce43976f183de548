import { connect, type Socket } from "node:net";
import { type BenchedHelpdesk, createDeliveryBuilder } from "./build-delivery.ts";

// Sends true deliveries of 2 KB over kept-alive connections, and prints what came back as one line of JSON.
const [helpdesk, port, secret = "", seconds, connections, rate] = process.argv.slice(2);
const durationMs = Number(seconds) * 1000;
const poolSize = Number(rate) > 0 ? Math.ceil(Number(rate) * Number(seconds) * 1.2) : 40_000;

const buildDelivery = createDeliveryBuilder(helpdesk as BenchedHelpdesk, secret);
const pool = Array.from({ length: poolSize }, buildDelivery);
let next = 0;
let failures = 0;
const latenciesMs: number[] = [];

/** One request after the other on one connection; answers are small and arrive whole or in a few pieces. */
function openConnection(): Promise<{ send(): Promise<void>; socket: Socket }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(port), host: "127.0.0.1", noDelay: true });
    let buffered = "";
    let settle: ((status: number) => void) | undefined;
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      buffered += chunk;
      const end = buffered.indexOf("\r\n\r\n");
      if (end === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(buffered.slice(0, end))?.[1] ?? 0);
      if (buffered.length < end + 4 + length) return;
      const status = Number(buffered.slice(9, 12));
      buffered = "";
      settle?.(status);
    });
    socket.once("error", reject);
    socket.once("connect", () =>
      resolve({
        socket,
        async send() {
          const startedMs = performance.now();
          const status = await new Promise<number>((done) => {
            settle = done;
            socket.write(pool[next++ % poolSize] ?? "");
          });
          latenciesMs.push(performance.now() - startedMs);
          if (status !== 200) failures += 1;
        },
      }),
    );
  });
}

const clients = await Promise.all(Array.from({ length: Number(connections) }, openConnection));
const startedMs = performance.now();
const endMs = startedMs + durationMs;
await (Number(rate) > 0 ? paced() : closedLoop());
const elapsedSeconds = (performance.now() - startedMs) / 1000;
for (const { socket } of clients) socket.destroy();
latenciesMs.sort((a, b) => a - b);
const at = (share: number) => latenciesMs[Math.floor((latenciesMs.length - 1) * share)] ?? Number.NaN;
const result = { perSecond: latenciesMs.length / elapsedSeconds, p50Ms: at(0.5), p99Ms: at(0.99), failures };
process.stdout.write(`${JSON.stringify(result)}\n`);

/** As fast as the answers come. */
async function closedLoop(): Promise<void> {
  await Promise.all(
    clients.map(async ({ send }) => {
      while (performance.now() < endMs) await send();
    }),
  );
}

/** At a fixed rate, whatever the answers do; a connection that is still busy is passed over. */
async function paced(): Promise<void> {
  const idle = [...clients];
  const inFlight = new Set<Promise<void>>();
  for (let sent = 0; performance.now() < endMs; sent++) {
    const dueMs = startedMs + (sent * 1000) / Number(rate);
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const client = idle.pop();
    if (!client) continue;
    const request = client.send().then(() => {
      idle.push(client);
      inFlight.delete(request);
    });
    inFlight.add(request);
  }
  await Promise.all(inFlight);
}

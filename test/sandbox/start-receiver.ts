import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

type Received = { headers: IncomingHttpHeaders; rawBody: Buffer; atMs: number };
export type Answer = { status: number; headers?: Record<string, string> } | "never";

/** A webhook endpoint that keeps every call; `answer` sees the call's number, starting at 0. */
export async function startReceiver(answer: (index: number) => Answer = () => ({ status: 200 })) {
  const received: Received[] = [];
  let inFlight = 0;
  let maxInFlight = 0;
  const receiver = { received, url: "", delayMs: 0, maxInFlight: () => maxInFlight };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    inFlight += 1;
    maxInFlight = Math.max(maxInFlight, inFlight);
    response.on("close", () => {
      inFlight -= 1;
    });
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const reply = answer(received.length);
      received.push({ headers: request.headers, rawBody: Buffer.concat(chunks), atMs: Date.now() });
      if (reply === "never") return;
      setTimeout(() => {
        response.writeHead(reply.status, reply.headers);
        response.end("noted");
      }, receiver.delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
  onTestFinished(async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  });
  return receiver;
}

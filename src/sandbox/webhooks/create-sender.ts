import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

export type AttemptOutcome =
  | { kind: "response"; statusCode: number; retryAfter: string | undefined }
  | { kind: "timeout" }
  | { kind: "unreachable" };

export type OutgoingRequest = {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: Buffer;
  timeoutMs: number;
};

export type HeaderList = { key: string; value: string }[];

type SentRequest = { outcome: AttemptOutcome; headers: HeaderList; payload: string };

export type Sender = {
  send(request: OutgoingRequest): Promise<SentRequest>;
  close(): void;
};

const maxPayloadBytes = 65_536;

export function createSender(): Sender {
  const httpAgent = new HttpAgent({ keepAlive: true, maxSockets: 256 });
  const httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets: 256 });
  let isClosed = false;

  const send = (outgoing: OutgoingRequest): Promise<SentRequest> =>
    new Promise((resolve) => {
      const finish = (outcome: AttemptOutcome, headers: HeaderList = [], payload = "") => {
        clearTimeout(timer);
        resolve({ outcome, headers, payload });
      };
      const isTls = outgoing.url.startsWith("https:");
      const request = (isTls ? httpsRequest : httpRequest)(outgoing.url, {
        agent: isTls ? httpsAgent : httpAgent,
        method: outgoing.method,
        headers: { ...outgoing.headers, "Content-Length": String(outgoing.body.length) },
      });
      let isTimedOut = false;
      const timer = setTimeout(() => {
        isTimedOut = true;
        request.destroy();
      }, outgoing.timeoutMs);
      request.on("error", (error: NodeJS.ErrnoException) => {
        // A pooled socket that the receiver closed meanwhile says nothing about this request: send it afresh.
        if (!isTimedOut && !isClosed && request.reusedSocket && error.code === "ECONNRESET") {
          clearTimeout(timer);
          send(outgoing).then(resolve);
          return;
        }
        finish(isTimedOut ? { kind: "timeout" } : { kind: "unreachable" });
      });
      request.on("response", (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size <= maxPayloadBytes) chunks.push(chunk);
        });
        response.on("error", () => finish(isTimedOut ? { kind: "timeout" } : { kind: "unreachable" }));
        response.on("end", () => {
          finish(
            {
              kind: "response",
              statusCode: response.statusCode ?? 0,
              retryAfter: response.headers["retry-after"],
            },
            Object.entries(response.headers).map(([key, value]) => ({ key, value: String(value) })),
            Buffer.concat(chunks).toString("utf8"),
          );
        });
      });
      request.end(outgoing.body);
    });

  return {
    send,
    close: () => {
      isClosed = true;
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

import { connect } from "node:net";
import type { TestServer } from "../../support/test-server.ts";
import type { Tenant } from "../../support/two-tenants.ts";

/** What the attacks are aimed at. */
export interface Target {
  server: TestServer;
  victim: Tenant;
  /** A company of its own on the same server, whose admin attacks. */
  attacker: Tenant;
}

export interface Attack {
  name: string;
  /** Sends it, and tells the status; 0 for a connection that was cut off without an answer. */
  send(): Promise<number>;
  /** The only right answers. */
  refusedWith: number[];
}

export const statusOf = async (answer: Promise<Response>): Promise<number> => (await answer).status;

/** Bytes as they are, for what no HTTP client would send. */
export function sendRaw(url: string, text: string, input: { keepOpen?: boolean } = {}): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => {
      socket.write(text);
      if (!input.keepOpen) socket.end();
    });
    socket.on("data", (chunk) => {
      answer += chunk.toString();
    });
    const done = () => resolve(Number(/^HTTP\/1\.\d (\d{3})/.exec(answer)?.[1] ?? 0));
    socket.on("close", done);
    socket.on("error", done);
  });
}

import { afterAll, afterEach, beforeAll } from "vitest";
import { type DeskServer, startDeskServer, startTestServer } from "./test-server.ts";

/** Of a start or a stop, on a machine that is busy. */
const patienceMs = 120_000;

/** For a file whose tests each have a server of their own: returns what starts it; it is stopped after the test. */
export const useTestServer = () => stoppedAfterEach(startTestServer);

/** The same for tests that run with every help desk. */
export const useDeskServer = () => stoppedAfterEach(startDeskServer);

/** One server for all tests of a suite, where each leaves a help desk that the next can use: a start costs a second. */
export function shareDeskServer(...input: Parameters<typeof startDeskServer>): () => DeskServer {
  let server: DeskServer | undefined;
  beforeAll(async () => {
    server = await startDeskServer(...input);
  }, patienceMs);
  afterAll(() => server?.stop(), patienceMs);
  return () => {
    if (!server) throw new Error("the server is there in tests only");
    return server;
  };
}

function stoppedAfterEach<Input extends unknown[], Server extends { stop(): Promise<void> }>(
  start: (...input: Input) => Promise<Server>,
): (...input: Input) => Promise<Server> {
  let server: Server | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  }, patienceMs);
  return async (...input) => {
    server = await start(...input);
    return server;
  };
}

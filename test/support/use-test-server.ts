import { afterEach } from "vitest";
import { startDeskServer, startTestServer } from "./test-server.ts";

/** For a file whose tests each have a server of their own: returns what starts it; it is stopped after the test. */
export const useTestServer = () => stoppedAfterEach(startTestServer);

/** The same for tests that run with every help desk. */
export const useDeskServer = () => stoppedAfterEach(startDeskServer);

function stoppedAfterEach<Input extends unknown[], Server extends { stop(): Promise<void> }>(
  start: (...input: Input) => Promise<Server>,
): (...input: Input) => Promise<Server> {
  let server: Server | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  }, 60_000);
  return async (...input) => {
    server = await start(...input);
    return server;
  };
}

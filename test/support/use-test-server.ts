import { afterEach } from "vitest";
import { startTestServer, type TestServer } from "./test-server.ts";

/** For a file whose tests each have a server of their own: returns what starts it; it is stopped after the test. */
export function useTestServer(): typeof startTestServer {
  let server: TestServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  }, 60_000);
  return async (engine, options) => {
    server = await startTestServer(engine, options);
    return server;
  };
}

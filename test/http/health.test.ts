import { afterEach, describe, expect, it } from "vitest";
import { engines } from "../support/engines.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

let server: TestServer | undefined;
afterEach(async () => {
  await server?.stop().catch(() => undefined);
  server = undefined;
});

describe.each(engines)("the health of a server on %s", (engine) => {
  it("is alive and ready once it has started", async () => {
    server = await startTestServer(engine);
    for (const path of ["/healthz", "/readyz"]) expect((await fetch(server.url + path)).status).toBe(200);
  });

  it("is alive but not ready while its database does not answer, without saying why to strangers", async () => {
    server = await startTestServer(engine, { env: { SIGNALBOX_STOP_SECONDS: "1" } });
    await server.server.database.close();
    const ready = await fetch(`${server.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: "the database does not answer" });
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(server.logs.map((entry) => entry.message)).toContain("not ready");
  });
});

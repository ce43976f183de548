import { expect, test } from "vitest";
import { openSandbox } from "./open-sandbox.ts";

test("an account answers under its own name, and under a new one once it was renamed", async () => {
  const { api, sandbox } = await openSandbox({ subdomain: "acme" });
  expect((await api("GET", "/@acme/api/v2/groups.json")).status).toBe(200);
  sandbox.rename("acme-goods");
  const gone = await api("GET", "/@acme/api/v2/groups.json");
  expect([gone.status, gone.text]).toEqual([404, "No help desk at acme.zendesk.com"]);
  expect((await api("GET", "/@acme-goods/api/v2/groups.json")).status).toBe(200);
});

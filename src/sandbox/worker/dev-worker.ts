import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { demoPolicy } from "../demo/demo-policy.ts";
import { installDemoApp } from "../demo/install-app.ts";
import { createSignalboxClient } from "../demo/signalbox-client.ts";
import { findFreePort } from "../demo/signalbox-process.ts";
import { startPostgres } from "../demo/start-postgres.ts";
import { startEmulatedHelpdesk } from "../start-emulated-helpdesk.ts";
import { migrateDatabase } from "./migrate-database.ts";

/**
 * `npm run dev:worker`: wrangler's own development server, which bundles anew at each change, with a local queue, a
 * PostgreSQL from npm where Hyperdrive would be, and an emulated Zendesk to connect. Ctrl-C ends it all.
 */
const minuteMs = 60_000;
const wrangler = fileURLToPath(new URL("../../../node_modules/wrangler/bin/wrangler.js", import.meta.url));
const print = (line: string) => process.stdout.write(`${line}\n`);

const cluster = await startPostgres();
const databaseUrl = `${cluster.url}/postgres`;
await migrateDatabase(databaseUrl);
const desk = await startEmulatedHelpdesk("zendesk", { limits: "largest plan" });
const port = await findFreePort(8787);
const url = `http://127.0.0.1:${port}`;
const accessToken = randomBytes(24).toString("base64url");
const variables = {
  SIGNALBOX_PUBLIC_URL: url,
  SIGNALBOX_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
  SIGNALBOX_ACCESS_TOKEN: accessToken,
  [desk.urlVariable]: desk.url,
};
const child = spawn(
  process.execPath,
  [
    wrangler,
    "dev",
    ...["--ip", "127.0.0.1", "--port", String(port), "--test-scheduled"],
    ...Object.entries(variables).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
  ],
  {
    env: {
      ...process.env,
      WRANGLER_SEND_METRICS: "false",
      CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: databaseUrl,
    },
    stdio: ["ignore", "inherit", "inherit"],
  },
);
let isOver = false;

// wrangler has the platform's clock, but nobody who winds it.
const clock = setInterval(() => void fetch(`${url}/__scheduled`).catch(() => {}), minuteMs);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
child.on("exit", async (code) => {
  isOver = true;
  clearInterval(clock);
  await desk.stop();
  await cluster.stop();
  process.exitCode = code ?? 0;
});

/** What a person needs to see a ticket find its way; wrangler bundles meanwhile, so it is told once it can be used. */
async function connectDesk(): Promise<void> {
  while (!isOver && !(await isReady())) await new Promise((resolve) => setTimeout(resolve, 250));
  if (isOver) return;
  const client = createSignalboxClient({ url, accessToken });
  const { subdomain, credentials } = desk;
  const installationId = await client.connect({ helpdesk: "zendesk", subdomain, accessToken: credentials });
  await client.savePolicy(installationId, demoPolicy);
  await installDemoApp({
    desk,
    server: url,
    newInstallToken: () => client.createInstallToken(installationId),
  });
  const pages = desk.pages();
  print(`\nSignalbox in workerd    ${url}   (access token ${accessToken})`);
  print(`Its register            ${await client.createSignInLink()}&installation=${installationId}`);
  print(`An emulated Zendesk     ${desk.url}   (subdomain ${subdomain}, token ${credentials})`);
  print(`  as an agent sees it   ${pages.agent}   (write as a customer under "New ticket")`);
  print(`PostgreSQL              ${databaseUrl}\n`);
}

async function isReady(): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

await connectDesk().catch((error: unknown) => {
  if (!isOver) print(`The emulated Zendesk could not be connected: ${error}`);
  child.kill("SIGINT");
});

import chromium from "@sparticuz/chromium";
import { chromium as pw } from "playwright-core";
import { startFreshdeskSandbox } from "./src/sandbox/freshdesk/start-freshdesk-sandbox.ts";
import { findFreePort, startSignalbox } from "./src/sandbox/demo/signalbox-process.ts";
import { createSignalboxClient } from "./src/sandbox/demo/signalbox-client.ts";
import { demoPolicy } from "./src/sandbox/demo/demo-policy.ts";
import { demoTicket } from "./src/sandbox/demo/demo-tickets.ts";
import { mkdtempSync } from "node:fs";
const many=1e6;
const sandbox = await startFreshdeskSandbox({ seed: 1, limits:{accountPerMinute:many,ticketUpdatesPerMinute:many,ticketListsPerMinute:many} });
const port = await findFreePort(0);
const url = `http://127.0.0.1:${port}`;
const p = await startSignalbox({ port, accessToken: "x".repeat(40), env: { SIGNALBOX_DATA_DIR: mkdtempSync("/tmp/fdshot-"), SIGNALBOX_PUBLIC_URL: url, SIGNALBOX_FRESHDESK_URL: `${sandbox.url}/@{subdomain}` } });
const client = createSignalboxClient({ url, accessToken: "x".repeat(40) });
const browser = await pw.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: true });
const page = await browser.newPage({ viewport: { width: 900, height: 700 } });
let n = 0;
const shot = async (name: string) => {
  n++;
  for (const [mode, width] of [["light", 900], ["dark", 380]] as const) {
    await page.emulateMedia({ colorScheme: mode });
    await page.setViewportSize({ width, height: 700 });
    await page.screenshot({ path: `/tmp/helper/fd-shots/${n}-${name}-${mode}.png`, fullPage: true });
  }
};
await page.goto(`${url}/tickets`); await shot("signed-out");
await page.goto(`${url}/install/freshdesk`); await shot("install");
await page.fill("#subdomain", "larkfield"); await page.fill("#apiKey", "wrong-key-of-nobody"); await page.click("button.main"); await shot("install-refused");
const group = sandbox.groups()[0]; sandbox.setAutoAssign(group.id, 12); sandbox.variants.creationRules = "first-match";
await page.fill("#apiKey", sandbox.integrationKey); await page.click("button.main"); await shot("installed");
await page.click("button.main"); await shot("app-token");
const [one] = await client.listInstallations();
await client.savePolicy(one.id, demoPolicy);
for (let i = 0; i < 6; i++) sandbox.createTicket((({ body, channel, ...t }) => ({ ...t, description: body, source: 1 }))(demoTicket(1, i) as any) as any);
for (let i=0;i<100;i++){ const r = await client.listRegister(one.id, 100); if (r.length===6 && r.every(({cycle})=>cycle.state!=="pending")) break; await new Promise(r=>setTimeout(r,200)); }
await page.goto(`${url}/tickets`); await shot("register");
await page.click("td a"); await shot("ticket");
await page.context().clearCookies();
await page.goto(`${url}/sign-in/freshdesk`); await shot("sign-in");
await browser.close(); await p.stop(); await sandbox.stop();
console.log("shots done");

import { html } from "hono/html";
import type { Established } from "../../services/installations/establish-installation.ts";
import { type Html, plainLayout } from "./layout.ts";

/** Asks for the help desk's name; the next page is the help desk's own. */
export function installPage(input: { helpdesk: string; suffix: string; problem?: string }): Html {
  const title = "Connect your help desk";
  return plainLayout({
    title,
    body: html`
<h1>${title}</h1>
<section>
${input.problem ? html`<p class="bad">${input.problem}</p>` : ""}
<p>Give the name in your help desk's address. You are then asked there, as an admin, whether Signalbox may read tickets
and set their group, agent and priority.</p>
<form method="post" action="/install/${input.helpdesk}">
<label>Address: https://<input name="subdomain" required maxlength="63" autocapitalize="off" spellcheck="false">${input.suffix}</label>
<p><button type="submit">Go on</button></p>
</form>
<p class="mute">Nothing is written to any ticket until you switch a policy on. Uninstalling removes the webhook, ends the
access, and deletes what was kept.</p>
</section>`,
  });
}

/** What was done and found, once the help desk is connected. */
export function installedPage(input: { established: Established; next: string }): Html {
  const { findings } = input.established;
  const title = "Your help desk is connected";
  return plainLayout({
    title,
    body: html`
<h1>${title}</h1>
<section>
<ul>
<li>A webhook was created in it, and its signing secret is known to Signalbox only.</li>
<li>Groups and agents were read.</li>
<li>A policy in shadow mode was put in place unless there was one: it records what it would do and writes nothing.</li>
</ul>
${findings.length > 0 ? html`<h2>Worth knowing</h2><ul>${findings.map(({ severity, text }) => html`<li class="${severity === "info" ? "mute" : "warn"}">${text}</li>`)}</ul>` : ""}
<p><a href="${input.next}">Open the register</a></p>
</section>`,
  });
}

import { html } from "hono/html";
import type { AccountFinding } from "../../ports/helpdesk.ts";
import { keyFields, subdomainField } from "./key-fields.ts";
import { type Html, plainLayout } from "./layout.ts";

export interface InstallForm {
  helpdesk: string;
  suffix: string;
  /** Where access is a key that is typed in here; else the help desk's own page asks for consent. */
  whereToFind?: string;
  subdomain?: string;
  problem?: string;
}

/** Asks for the help desk's name, and for a key where there is no consent to be asked for. */
export function installPage(input: InstallForm): Html {
  const { helpdesk, problem, whereToFind } = input;
  const title = "Connect your help desk";
  return plainLayout({
    title,
    body: html`
<h1>${title}</h1>
<section>
${problem ? html`<p class="bad" role="alert">${problem}</p>` : ""}
${
  whereToFind
    ? html`<p>Signalbox needs the API key of an agent who is an admin. Give it an agent of its own, so that what it does can
be told from what people do.</p>`
    : html`<p>Give the name in your help desk's address. You are then asked there, as an admin, whether Signalbox may read
tickets and set their group, agent and priority.</p>`
}
<form method="post" action="/install/${helpdesk}">
${whereToFind ? keyFields({ ...input, whereToFind, keyLabel: "API key of that agent" }) : subdomainField(input)}
<p><button type="submit" class="main">${whereToFind ? "Connect" : "Go on"}</button></p>
</form>
<p class="mute">Nothing is written to any ticket until you switch a policy on. Uninstalling removes ${whereToFind ? "the automation rule" : "the webhook, ends the access"}
and deletes what was kept.</p>
${whereToFind ? html`<p class="mute">Connected already? <a href="/sign-in/${helpdesk}">Sign in</a>.</p>` : ""}
</section>`,
  });
}

/** What was done and found, once the help desk is connected. */
export function installedPage(input: {
  helpdesk: string;
  findings: AccountFinding[];
  hasApp: boolean;
}): Html {
  const { findings } = input;
  const title = "Your help desk is connected";
  return plainLayout({
    title,
    body: html`
<h1>${title}</h1>
<section>
<ul>
<li>${input.hasApp ? "An automation rule was created in it, with a secret that its admins can see." : "A webhook was created in it, and its signing secret is known to Signalbox only."}</li>
<li>Groups and agents were read.</li>
<li>A policy in shadow mode was put in place unless there was one: it records what it would do and writes nothing.</li>
</ul>
${findings.length > 0 ? html`<h2>Worth knowing</h2><ul>${findings.map(({ severity, text }) => html`<li class="${severity === "info" ? "mute" : "warn"}">${text}</li>`)}</ul>` : ""}
<p><a href="/settings">Go on in the settings</a></p>
</section>
${input.hasApp ? appSection(input.helpdesk) : ""}`,
  });
}

function appSection(helpdesk: string): Html {
  return html`<section>
<h2>Show the reasons beside the tickets</h2>
<p>The app asks for an installation token. It is good once, within an hour, and for this help desk only.</p>
<form method="post" action="/install/${helpdesk}/app-token"><p><button type="submit" class="main">Make an installation token</button></p></form>
</section>`;
}

/** A token that is shown once, for an admin to type into the app. */
export function appTokenPage(input: { installToken: string }): Html {
  const title = "Installation token for the app";
  return plainLayout({
    title,
    body: html`
<h1>${title}</h1>
<section>
<p>Paste the token into the app's page while you install it. It is shown here only, and is good for an hour.</p>
<dl>
<dt>Token</dt><dd><code class="secret">${input.installToken}</code></dd>
</dl>
<p><a href="/settings">Go on in the settings</a></p>
</section>`,
  });
}

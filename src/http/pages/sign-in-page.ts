import { html } from "hono/html";
import { keyFields } from "./key-fields.ts";
import { type Html, plainLayout } from "./layout.ts";

/** For people of a help desk that does not vouch for them inside its own pages. */
export function signInPage(input: {
  helpdesk: string;
  suffix: string;
  whereToFind: string;
  subdomain?: string;
  problem?: string;
}): Html {
  const title = "Sign in";
  return plainLayout({
    title,
    body: html`
<h1>${title}</h1>
<section>
${input.problem ? html`<p class="bad" role="alert">${input.problem}</p>` : ""}
<p>Show your own API key once. Signalbox asks your help desk who you are and what you may do, and forgets the key.</p>
<form method="post" action="/sign-in/${input.helpdesk}">
${keyFields({ ...input, keyLabel: "Your own API key" })}
<p><button type="submit" class="main">Sign in</button></p>
</form>
<p class="mute">Not connected yet? An admin <a href="/install/${input.helpdesk}">connects the help desk</a>.</p>
</section>`,
  });
}

import { html } from "hono/html";

/** What an admin sees before an app may act for them; Signalbox never sees this page's answer but by redirect. */
export function consentPage(input: { account: string; userName: string; scopes: string[]; query: string }) {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${input.account}: allow access?</title></head>
<body style="font: 15px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 4rem auto">
<h1>Allow access to ${input.account}?</h1>
<p>You are signed in as ${input.userName}. The app asks for: ${input.scopes.join(", ")}.</p>
<form method="post" action="/oauth/authorizations?${input.query}">
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form></body></html>`;
}

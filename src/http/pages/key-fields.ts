import { html } from "hono/html";
import type { Html } from "./layout.ts";

/** Which help desk, and a key for it; the key is never shown again, not even to whoever mistyped the name. */
export function keyFields(input: {
  suffix: string;
  keyLabel: string;
  whereToFind: string;
  subdomain?: string;
}): Html {
  return html`${subdomainField(input)}
<label class="field" for="apiKey">${input.keyLabel}</label>
<input id="apiKey" name="apiKey" type="password" required maxlength="200" autocomplete="off" aria-describedby="where">
<p class="mute" id="where">It is in ${input.whereToFind}.</p>`;
}

export function subdomainField(input: { suffix: string; subdomain?: string }): Html {
  return html`<label class="field" for="subdomain">Address of the help desk</label>
<span class="address">https://<input id="subdomain" name="subdomain" required maxlength="63" autocapitalize="off" autocomplete="off" spellcheck="false" value="${input.subdomain ?? ""}">${input.suffix}</span>`;
}

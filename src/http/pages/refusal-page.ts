import { html } from "hono/html";
import { type Html, plainLayout } from "./layout.ts";

/** What a person reads who asked for a page and does not get it. */
export function refusalPage(message: string): Html {
  const body = html`
<h1>Nothing to see here</h1>
<section>
<p class="why">${message.charAt(0).toUpperCase()}${message.slice(1)}.</p>
<p>A ticket is listed as soon as the help desk reports it. If no help desk is connected, connect one first: the README
shows how.</p>
</section>`;
  return plainLayout({ title: "Nothing to see here", body });
}

import { html } from "hono/html";
import { type Html, layout } from "./layout.ts";

/** For a ticket that the register does not have, and for a server that no help desk is connected to. */
export function notFoundPage(input: { message: string; access: string }): Html {
  const body = html`
<h1>Nothing here yet</h1>
<section>
<p class="why">${input.message.charAt(0).toUpperCase()}${input.message.slice(1)}.</p>
<p>A ticket is listed as soon as the help desk reports it. If no help desk is connected, connect one first: the README
shows the command.</p>
</section>`;
  return layout({ title: "Nothing here yet", access: input.access, body });
}

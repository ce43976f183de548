import { html, raw } from "hono/html";
import type { OpenedSession } from "../../services/sessions/open-session.ts";
import type { Principal } from "../../services/sessions/principal.ts";
import { type Html, plainLayout } from "./layout.ts";

/** A page inside the help desk. Its session is in the page itself, and in memory from there on: no cookie, no storage. */
export function framedPage(input: {
  page: string;
  session: OpenedSession;
  principal: Principal;
  subdomain: string;
}): Html {
  const { page, session, principal, subdomain } = input;
  // A closing tag inside the text would end the block.
  const data = JSON.stringify({ ...session, principal }).replaceAll("<", "\\u003c");
  const role = principal.kind === "person" ? principal.role : "reader";
  return plainLayout({
    title: page === "settings" ? "Settings" : "Why this ticket is here",
    body: html`<div id="app" data-page="${page}"><p class="mute">${subdomain} · signed in as ${role}</p></div>
<script type="application/json" id="session">${raw(data)}</script>`,
  });
}

export function framedRefusal(message: string): Html {
  return plainLayout({
    title: "Not signed in",
    body: html`<section><p class="why">${message}</p></section>`,
  });
}

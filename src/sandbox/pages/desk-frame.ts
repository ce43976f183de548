import { html, raw } from "hono/html";
import type { AgentDesk, AppFrame, ColorScheme, DeskPerson } from "./agent-desk.ts";

export type Html = ReturnType<typeof html>;

/** Who looks, in which colours; both stand in the address, so that two windows can show two people. */
export type Viewer = { person: DeskPerson; colorScheme: ColorScheme };

export function addressOf(desk: AgentDesk, viewer: Viewer, path: string): string {
  const theme = viewer.colorScheme === "dark" ? "&theme=dark" : "";
  return `${desk.base}${path}?as=${viewer.person.id}${theme}`;
}

/** Everything around a page: the bar at the side, the head with who looks. */
export function deskFrame(
  desk: AgentDesk,
  viewer: Viewer,
  input: { title: string; current: "tickets" | "new" | "settings"; body: unknown },
): Html {
  const link = (name: typeof input.current, path: string, label: string, drawing: string) =>
    html`<a href="${addressOf(desk, viewer, path)}" title="${label}"${raw(name === input.current ? ' aria-current="page"' : "")}>
<svg viewBox="0 0 20 20" aria-hidden="true"><path d="${drawing}"/></svg><span>${label}</span></a>`;
  return html`${raw("<!doctype html>")}
<html lang="en" data-theme="${viewer.colorScheme}"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${input.title} · ${desk.account}</title>
<link rel="stylesheet" href="${desk.base}/assets/desk.css">
</head><body class="${desk.title.toLowerCase()}">
<nav aria-label="Help desk">
${link("tickets", "/tickets", "Tickets", "M3 5h14M3 10h14M3 15h14")}
${link("new", "/tickets/new", "New ticket", "M10 4v12M4 10h12")}
${link("settings", "/apps/signalbox", "Signalbox", "M6 9V3M6 17v-3c0-4 8-2 8-7M14 4.5v-.01")}
</nav>
<div class="page">
<header><b>${desk.account}</b><span class="mute">an emulated ${desk.title}</span>
<form method="get"><label>Seen by <select name="as" data-submits>
${desk
  .people()
  .map(
    ({ id, name, role }) =>
      html`<option value="${id}"${raw(id === viewer.person.id ? " selected" : "")}>${name} (${role})</option>`,
  )}
</select></label>
${viewer.colorScheme === "dark" ? html`<input type="hidden" name="theme" value="dark">` : ""}</form>
</header>
${input.body}
</div>
<div id="toasts" role="status" aria-live="polite"></div>
<script src="${desk.base}/assets/desk.js"></script>
</body></html>`;
}

/** What the app has loaded unseen. The real help desk is one page and does so once; here the list is where one begins. */
export function appBackground(frame: ReturnType<AgentDesk["openApp"]>): Html {
  if (!frame) return html``;
  return html`<iframe name="background" title="Signalbox, unseen" hidden></iframe>${firstLoad(frame, "background", "background-load")}`;
}

/** Where the app's page goes, and the script that plays the host for it. */
export function appPlace(desk: AgentDesk, frame: ReturnType<AgentDesk["openApp"]>, title: string): Html {
  if (!frame) return html`<p class="mute empty">No app is installed here.</p>`;
  const data = JSON.stringify({ ...frame.data, frameUrl: frame.url }).replaceAll("<", "\\u003c");
  return html`<iframe name="app" title="${title}"></iframe>
${firstLoad(frame, "app", "first-load")}
<script type="application/json" id="app-data">${raw(data)}</script>
<script src="${desk.base}/assets/${frame.hostScript}" defer></script>`;
}

/** A signed address is posted to; a script of the page sends the form. */
function firstLoad({ url, token }: AppFrame, target: string, id: string): Html {
  if (token === undefined) return html``;
  return html`<form id="${id}" method="post" target="${target}" action="${url}" hidden><input type="hidden" name="token" value="${token}"></form>`;
}

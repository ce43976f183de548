import { html, raw } from "hono/html";
import type { BuiltPages } from "../built-pages.ts";
import { type Html, plainLayout } from "./layout.ts";

/** What the page's script finds in the page; see src/ui/host/page-data.ts. */
export interface PageData {
  helpdesk: string;
  /** Whether a help desk's frame is around the page. */
  isFramed: boolean;
  installationId: string | undefined;
  role: string;
  /** Where no cookie speaks for the page: its session, in memory from there on. */
  token?: string;
  expiresAt?: string;
}

const titles: Record<string, string> = { sidebar: "Why this ticket is here", settings: "Settings" };

/**
 * A page of ours: an empty frame that the built script fills.
 *
 * @param input.hostScript the help desk's own kit, loaded first; an address, or a name among the built files
 * @param input.nonce by which the browser knows the styles that the script writes
 */
export function uiPage(input: {
  page: string;
  pages: BuiltPages;
  data: PageData;
  nonce: string;
  hostScript?: string | undefined;
}): Html {
  const { page, pages, data, nonce, hostScript } = input;
  const entry = pages.entries[page];
  // A closing tag inside the text would end the block.
  const text = JSON.stringify(data).replaceAll("<", "\\u003c");
  if (!entry) return unbuiltPage(text);
  return html`${raw("<!doctype html>")}
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" nonce="${nonce}" content="${nonce}">
<title>${titles[page] ?? ""} · Signalbox</title>
${entry.styles.map((name) => html`<link rel="stylesheet" href="/ui/${name}">`)}
${entry.imports.map((name) => html`<link rel="modulepreload" href="/ui/${name}">`)}
${hostScript === undefined ? "" : html`<script src="${hostScript}"${raw(hostScript.startsWith("/") ? ' type="module"' : "")}></script>`}
<script type="application/json" id="session">${raw(text)}</script>
<script type="module" src="/ui/${entry.script}"></script>
</head>
<body><div id="app"></div></body>
</html>`;
}

/**
 * Nobody sees it: a help desk loads it once for each agent who opens it, and it has the browser fetch what the sidebar is
 * made of, so that the first ticket's sidebar opens as fast as the next one's.
 */
export function backgroundPage({ pages, kit }: { pages: BuiltPages; kit: string | undefined }): Html {
  const { script, imports = [], later = [] } = pages.entries.sidebar ?? {};
  const files = [script ?? [], imports, later].flat().map((name) => `/ui/${name}`);
  return html`${raw("<!doctype html>")}
<html lang="en">
<head>
<meta charset="utf-8">
<title>Signalbox</title>
${[kit ?? [], files].flat().map((address) => html`<link rel="prefetch" href="${address}">`)}
</head>
<body></body>
</html>`;
}

function unbuiltPage(text: string): Html {
  return plainLayout({
    title: "Not built",
    body: html`<section><p class="why">This server's pages were not built. Run npm run build:ui and start it again.</p></section>
<script type="application/json" id="session">${raw(text)}</script>`,
  });
}

export function framedRefusal(message: string): Html {
  return plainLayout({
    title: "Not signed in",
    body: html`<section><p class="why">${message}</p></section>`,
  });
}

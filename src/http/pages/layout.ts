import { html, raw } from "hono/html";
import type { RoutingCycle } from "../../services/tickets/explain-ticket.ts";

export type Html = ReturnType<typeof html>;

/** The frame around each page. Everything that is put into `html` is escaped. */
export function layout(input: { title: string; body: Html }): Html {
  return page({ ...input, links: html`<a href="/tickets">Register</a>` });
}

/** For whoever is not signed in. */
export function plainLayout(input: { title: string; body: Html }): Html {
  return page({ ...input, links: html`` });
}

function page({ title, body, links }: { title: string; body: Html; links: Html }): Html {
  return html`${raw("<!doctype html>")}
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Signalbox</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header class="top"><div><strong>Signalbox</strong> ${links}</div></header>
<main>${body}</main>
</body>
</html>`;
}

/** A reason that stands in the middle of a sentence elsewhere, as one of its own. */
export function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** A help desk's own name: "Freshdesk". */
export function helpdeskName(id: string): string {
  return asSentence(id);
}

const tones: Record<RoutingCycle["state"], string> = {
  assigned: "good",
  grouped: "good",
  held: "warn",
  pending: "warn",
  "left alone": "mute",
  failed: "bad",
};

export function stateBadge(state: RoutingCycle["state"]): Html {
  return html`<span class="badge ${tones[state]}">${state}</span>`;
}

/** To the second, in UTC, as the server keeps it. */
export function time(instant: string | null): Html {
  if (instant === null) return html`–`;
  const iso = new Date(instant).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")}</time>`;
}

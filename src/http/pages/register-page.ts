import { html } from "hono/html";
import type { InstallationView } from "../../services/installations/list-installations.ts";
import type { RegisterEntry } from "../../services/tickets/explain-ticket.ts";
import { asSentence, type Html, helpdeskName, layout, stateBadge, time } from "./layout.ts";

/** The register: the latest tickets and what became of them. */
export function registerPage(input: { installation: InstallationView; entries: RegisterEntry[] }): Html {
  const { installation, entries } = input;
  const problem = installation.statusReason
    ? html`<p class="bad">${installation.status}: ${installation.statusReason}</p>`
    : "";
  const body = html`
<h1>Register</h1>
<p class="mute">${helpdeskName(installation.helpdesk)} · ${installation.subdomain} · latest first, times in UTC</p>
${problem}
<section>${entries.length === 0 ? empty() : table(input)}</section>`;
  return layout({ title: "Register", body });
}

function empty(): Html {
  return html`<p>No ticket has arrived yet. As soon as the help desk reports one, it is listed here.</p>`;
}

function table({ installation, entries }: Parameters<typeof registerPage>[0]): Html {
  const query = new URLSearchParams({ installation: installation.id }).toString();
  return html`<div class="scroll"><table>
<thead><tr><th>Ticket</th><th>Outcome</th><th>Why</th><th>Opened</th></tr></thead>
<tbody>${entries.map(
    ({ cycle }) => html`<tr>
<td class="short"><a href="/tickets/${encodeURIComponent(cycle.ticketId)}?${query}">${cycle.ticketId}</a></td>
<td class="short">${stateBadge(cycle.state)}</td>
<td>${asSentence(cycle.reason ?? "waiting for its turn")}</td>
<td class="short mute" data-label="Opened">${time(cycle.openedAt)}</td></tr>`,
  )}</tbody></table></div>`;
}

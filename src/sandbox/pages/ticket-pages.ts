import { html, raw } from "hono/html";
import { type AgentDesk, type DeskTicket, deskPriorities } from "./agent-desk.ts";
import { addressOf, appBackground, appPlace, deskFrame, type Html, type Viewer } from "./desk-frame.ts";

const maxListed = 100;

export function ticketListPage(desk: AgentDesk, viewer: Viewer, origin: string): Html {
  const { person, colorScheme } = viewer;
  const background = desk.openApp({ place: "background", person, ticket: undefined, origin, colorScheme });
  const tickets = desk.tickets();
  const groups = new Map(desk.groups().map(({ id, name }) => [id, name]));
  const agents = new Map(desk.agents().map(({ id, name }) => [id, name]));
  const open = tickets.filter((ticket) => !ticket.isSolved);
  const body = html`<main id="list">
<h1>All tickets <span class="mute">${open.length} open</span></h1>
${
  tickets.length === 0
    ? html`<p class="mute empty">Nobody has written yet. <a href="${addressOf(desk, viewer, "/tickets/new")}">Write as a customer</a>.</p>`
    : html`<table><thead><tr><th>Status</th><th>Subject</th><th>Requester</th><th>Group</th><th>Assignee</th><th>Priority</th></tr></thead><tbody>
${tickets.slice(0, maxListed).map(
  (ticket) => html`<tr>
<td>${statusBadge(ticket)}</td>
<td><a href="${addressOf(desk, viewer, `/tickets/${ticket.id}`)}">${ticket.subject}</a> <span class="mute">#${ticket.id}</span></td>
<td>${ticket.requester}</td><td>${groups.get(ticket.groupId ?? "") ?? "–"}</td>
<td>${agents.get(ticket.assigneeId ?? "") ?? "–"}</td><td>${ticket.priority || "–"}</td></tr>`,
)}
</tbody></table>`
}</main>
${appBackground(background)}`;
  return deskFrame(desk, viewer, { title: "Tickets", current: "tickets", body });
}

export function ticketPage(desk: AgentDesk, viewer: Viewer, ticket: DeskTicket, origin: string): Html {
  const { person, colorScheme } = viewer;
  const frame = desk.openApp({ place: "ticket", person, ticket, origin, colorScheme });
  const body = html`<div class="ticket">
<section class="properties" aria-label="Properties">
<form method="post" action="${addressOf(desk, viewer, `/tickets/${ticket.id}`)}" id="ticket" data-updated="${ticket.updatedAt}">
${select("groupId", "Group", desk.groups(), ticket.groupId)}
${select("assigneeId", "Assignee", desk.agents(), ticket.assigneeId)}
${select(
  "priority",
  "Priority",
  deskPriorities.map((name) => ({ id: name, name })),
  ticket.priority,
)}
<div class="field"><span>Tags</span><p id="tags">${ticket.tags.length === 0 ? html`<span class="mute">none</span>` : ticket.tags.map((tag) => html`<i>${tag}</i>`)}</p></div>
<div class="buttons"><button name="act" value="save">Save</button>
${ticket.isSolved ? "" : html`<button name="act" value="solve" class="quiet">Solve</button>`}</div>
</form></section>
<main><h1>${ticket.subject}</h1>
<p class="mute"><span id="status">${statusBadge(ticket)}</span> #${ticket.id} · ${ticket.requester}</p>
${desk
  .comments(ticket.id)
  .map(
    ({ author, body: text, at, isPrivate }) =>
      html`<article${raw(isPrivate ? ' class="private"' : "")}><p><b>${author}</b> <time>${at.slice(0, 16).replace("T", " ")} UTC</time>${isPrivate ? html` <span class="mute">internal note</span>` : ""}</p><p>${text}</p></article>`,
  )}</main>
<aside aria-label="Apps"><h2>Apps</h2>${appPlace(desk, frame, "Signalbox: why this ticket is here")}</aside>
</div>`;
  return deskFrame(desk, viewer, { title: ticket.subject, current: "tickets", body });
}

export function newTicketPage(desk: AgentDesk, viewer: Viewer): Html {
  const body = html`<main class="narrow"><h1>New ticket</h1>
<p class="mute">What a customer writes to the shop.</p>
<form method="post" action="${addressOf(desk, viewer, "/tickets")}">
<label class="field"><span>Name</span><input name="name" value="Customer 1" required maxlength="100"></label>
<label class="field"><span>Email</span><input name="email" type="email" value="customer1@mail.example" required maxlength="200"></label>
<label class="field"><span>Subject</span><input name="subject" required maxlength="200" value="Charged twice for LG-48213"></label>
<label class="field"><span>Message</span><textarea name="body" rows="6" required maxlength="10000">My bank shows the same amount two times. Please look into it today.</textarea></label>
<div class="buttons"><button>Send</button></div></form></main>`;
  return deskFrame(desk, viewer, { title: "New ticket", current: "new", body });
}

export function settingsPage(desk: AgentDesk, viewer: Viewer, origin: string): Html {
  const { person, colorScheme } = viewer;
  const frame = desk.openApp({ place: "settings", person, ticket: undefined, origin, colorScheme });
  const body = html`<div class="app-page">${appPlace(desk, frame, "Signalbox: settings")}</div>`;
  return deskFrame(desk, viewer, { title: "Signalbox", current: "settings", body });
}

function statusBadge({ status, isSolved }: DeskTicket): Html {
  return html`<span class="badge ${isSolved ? "solved" : status}">${status}</span>`;
}

function select(
  name: string,
  label: string,
  choices: { id: string; name: string }[],
  chosen: string | null,
): Html {
  return html`<label class="field"><span>${label}</span><select name="${name}"><option value="">–</option>
${choices.map((choice) => html`<option value="${choice.id}"${raw(choice.id === chosen ? " selected" : "")}>${choice.name}</option>`)}
</select></label>`;
}

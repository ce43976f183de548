import { html } from "hono/html";
import type { InstallationView } from "../../services/installations/list-installations.ts";
import type { TicketExplanation } from "../../services/tickets/explain-ticket.ts";
import { asSentence, type Html, layout, stateBadge, time } from "./layout.ts";
import { candidatesSection, rulesSection } from "./receipt-sections.ts";

/** Where one ticket went and why: the sentence first, then the evidence. */
export function ticketPage(input: { installation: InstallationView; explanation: TicketExplanation }): Html {
  const { cycle, decisions } = input.explanation;
  const decision = decisions.find((candidate) => candidate.id === cycle.decisionId) ?? decisions[0];
  const body = html`
<h1>Ticket ${cycle.ticketId} ${stateBadge(cycle.state)}</h1>
<section>
<h2>Why</h2>
<p class="why">${asSentence(cycle.reason ?? "it waits for its turn.")}</p>
${decision ? facts(decision, input.explanation) : ""}
${cycle.state === "failed" ? replayButton(input) : ""}
</section>
${decision ? [rulesSection(input.explanation.rules), candidatesSection(decision.receipt)] : ""}
${history(input.explanation)}`;
  return layout({ title: `Ticket ${cycle.ticketId}`, body });
}

function facts(decision: TicketExplanation["decisions"][number], { cycle }: TicketExplanation): Html {
  const { receipt } = decision;
  const priority = receipt.priority
    ? `${receipt.priority.from ?? "none"} → ${receipt.priority.to} (${receipt.priority.ruleId ? `rule ${receipt.priority.ruleId}` : "escalation"})`
    : "unchanged";
  return html`<dl>
<dt>Queue</dt><dd>${receipt.queue ? `${receipt.queue.name}, group ${receipt.queue.group}` : "none"}</dd>
<dt>Agent</dt><dd>${receipt.chosen?.name ?? "nobody"}${receipt.tieBreak ? html` <span class="mute">(${receipt.tieBreak})</span>` : ""}</dd>
<dt>Priority</dt><dd>${priority}</dd>
<dt>Tags added</dt><dd>${receipt.update.addTags?.join(", ") ?? "none"}</dd>
<dt>Written</dt><dd>${decision.writeState}${decision.appliedAt ? html`, ${time(decision.appliedAt)} UTC` : ""}</dd>
<dt>Found by</dt><dd>${cycle.source}, ${cycle.attempts} ${cycle.attempts === 1 ? "attempt" : "attempts"}</dd>
<dt>Policy</dt><dd>version ${decision.policyVersion} <span class="mute">${receipt.policyHash.slice(0, 12)}</span></dd>
</dl>`;
}

function replayButton({ installation, explanation }: Parameters<typeof ticketPage>[0]): Html {
  const query = new URLSearchParams({ installation: installation.id }).toString();
  const action = `/tickets/${encodeURIComponent(explanation.cycle.ticketId)}/replay?${query}`;
  return html`<form method="post" action="${action}"><p><button type="submit">Route it again</button></p></form>`;
}

/** Latest first, as everywhere. */
function history({ decisions, deliveries }: TicketExplanation): Html {
  const decided = decisions.map(({ decidedAt, sentence, writeState }) => ({
    at: decidedAt,
    row: html`<td>Decision: ${sentence}</td><td class="short">${writeState}</td>`,
  }));
  const delivered = deliveries.map(({ receivedAt, eventName, outcome, reason }) => ({
    at: receivedAt,
    row: html`<td>Event: ${eventName}</td><td>${outcome}${reason ? html` <span class="mute">(${reason})</span>` : ""}</td>`,
  }));
  const entries = [...decided, ...delivered].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return html`<section>
<h2>History</h2>
<div class="scroll"><table>
<thead><tr><th>Time (UTC)</th><th>What</th><th class="outcome">Outcome</th></tr></thead>
<tbody>
${entries.map(({ at, row }) => html`<tr><td class="short">${time(at)}</td>${row}</tr>`)}
</tbody></table></div>
</section>`;
}

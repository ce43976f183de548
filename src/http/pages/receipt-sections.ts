import { html } from "hono/html";
import type { CandidateTrace, Receipt, RuleTrace, TestTrace } from "../../routing/receipt.ts";
import type { Html } from "./layout.ts";

export function rulesSection(rules: RuleTrace[]): Html {
  return html`<section>
<h2>Rules</h2>
${rules.length === 0 ? html`<p class="mute">No rule was looked at.</p>` : ruleTable(rules)}
</section>`;
}

function ruleTable(rules: RuleTrace[]): Html {
  const tones = { matched: "good", "not matched": "mute", "not reached": "mute", "switched off": "mute" };
  return html`<div class="scroll"><table>
<thead><tr><th>Rule</th><th>Result</th><th>What was compared</th></tr></thead>
<tbody>${rules.map(
    (rule) => html`<tr><td>${rule.name}</td>
<td class="short"><span class="badge ${tones[rule.outcome]}">${rule.outcome}</span></td>
<td>${rule.tests.length === 0 ? "–" : html`<ul class="tests">${rule.tests.map(testLine)}</ul>`}</td></tr>`,
  )}</tbody></table></div>`;
}

function testLine(test: TestTrace): Html {
  const expected = Array.isArray(test.expected) ? test.expected.join(" / ") : String(test.expected);
  return html`<li>${test.negated ? "not: " : ""}${test.field} ${test.operator} <em>${expected}</em>:
<span class="${test.matched ? "good" : "mute"}">${test.matched ? "yes" : "no"}${finding(test)}</span></li>`;
}

/** Text itself is not kept, so a text without a finding says nothing more. */
function finding(test: TestTrace): string {
  if (test.note) return `, ${test.note}`;
  const actual = Array.isArray(test.actual) ? test.actual.join(", ") : test.actual;
  return actual === null || actual === "" ? "" : `, found: ${actual}`;
}

const byRank = (a: CandidateTrace, b: CandidateTrace) =>
  (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER);

/** Who stayed in, in order; then who was ruled out in the group; the rest of the team is only counted. */
export function candidatesSection(receipt: Receipt): Html {
  const isMember = (candidate: CandidateTrace) => candidate.removedBy?.filter !== "member";
  const members = receipt.candidates.filter(isMember).sort(byRank);
  const others = receipt.candidateCounts.removedBy.member ?? 0;
  if (receipt.candidates.length === 0) {
    return html`<section><h2>Agents considered</h2><p class="mute">Nobody was looked for.</p></section>`;
  }
  return html`<section>
<h2>Agents considered</h2>
<div class="scroll"><table>
<thead><tr><th>Agent</th><th>Open</th><th>Result</th></tr></thead>
<tbody>${members.map(candidateRow)}</tbody></table></div>
${others > 0 ? html`<p class="mute">${others} more in the team ${others === 1 ? "is" : "are"} not in the group ${receipt.queue?.group ?? ""}.</p>` : ""}
</section>`;
}

function candidateRow(candidate: CandidateTrace): Html {
  const { removedBy, rank } = candidate;
  return html`<tr class="${rank === 1 ? "chosen" : ""}"><td>${candidate.name}</td>
<td class="short" data-label="Open">${candidate.open} of ${candidate.capacity}</td>
<td>${
    removedBy
      ? html`<span class="warn">ruled out: ${removedBy.filter}</span> <span class="mute">(${removedBy.detail})</span>`
      : rank === 1
        ? html`<span class="good">chosen</span>`
        : html`rank ${rank}`
  }</td></tr>`;
}

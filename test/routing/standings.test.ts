import fc from "fast-check";
import { expect, test } from "vitest";
import { afterAssignment } from "../../src/routing/after-assignment.ts";
import { compile } from "../../src/routing/compile.ts";
import { createHistory } from "../../src/routing/create-history.ts";
import { decideCompiled } from "../../src/routing/decide.ts";
import type { Roster } from "../../src/routing/roster.ts";
import { createStandings } from "../../src/routing/standings.ts";
import { untraced } from "../../src/routing/tracing.ts";
import { arbitraryPolicy, arbitrarySnapshot } from "./arbitrary.ts";
import { agentOf, groups, policyOf, queueOf, ticketOf } from "./build.ts";

test("tickets decided with what those before have found out are decided as if everybody were looked at", () => {
  let assigned = 0;
  fc.assert(
    fc.property(
      arbitraryPolicy,
      fc.array(arbitrarySnapshot, { minLength: 2, maxLength: 12 }),
      fc.array(fc.nat(5)),
      (policy, snapshots, isAway) => {
        const compiled = compile(policy);
        const standings = createStandings();
        const agents = snapshots.flatMap(({ roster }) => roster.agents);
        let roster: Roster = {
          groups,
          agents: agents.map((agent, place) => {
            return { ...agent, id: `a${place + 1}`, available: isAway[place % 7] !== 0 };
          }),
        };
        // The same tickets come again, so that most kinds come more than once, and at any of some times: who is there changes.
        for (const [index, snapshot] of [...snapshots, ...snapshots].entries()) {
          const ticket = { ...snapshot.ticket, id: `t${index}` };
          const asked = { ...snapshot, ticket, roster };
          const full = decideCompiled(compiled, asked, untraced);
          const quick = decideCompiled(compiled, asked, { isTraced: false, standings });
          expect(outcomeOf(quick)).toEqual(outcomeOf(full));
          roster = afterAssignment(roster, full.receipt, { isHandOut: snapshot.isHandOut === true });
          if (full.outcome === "assign") assigned++;
        }
      },
    ),
    { numRuns: 300, seed: 31 },
  );
  expect(assigned).toBeGreaterThan(500);
});

test.each(["fewest open", "most spare share", "rotation", "longest since last"] as const)(
  "a thousand tickets in ten minutes go by %s to whom a look at everybody gives them",
  (pick) => {
    const weights = [{ agent: "Agent a3", weight: 0.5 }];
    const compiled = compile(policyOf({ queues: [queueOf("orders", { pick, weights })] }));
    const pausedUntil = "2026-11-23T10:03:00Z";
    const absence = { from: "2026-11-23T10:05:00Z", until: "2026-11-23T10:08:00Z", standInId: null };
    let roster: Roster = {
      groups,
      agents: Array.from({ length: 150 }, (_none, n) => {
        const times = { ...(n % 5 === 0 && { pausedUntil }), ...(n % 7 === 0 && { absence }) };
        return agentOf(`a${n}`, { capacity: 7, open: n % 3, ...times });
      }),
    };
    // One compares everybody, the other is told who has changed.
    const [comparing, told] = [createStandings(), createStandings()];
    for (let minute = 0; minute < 10; minute++) {
      const now = `2026-11-23T10:0${minute}:00Z`;
      // Read anew, most agents are the same objects as before, and some are others that say the same.
      const agents = createHistory(roster.agents.map((agent, n) => (n % 3 === 0 ? { ...agent } : agent)));
      told.follow(agents);
      roster = { ...roster, agents: agents.list };
      for (let index = 0; index < 100; index++) {
        const asked = { ticket: ticketOf({ id: `t${minute}-${index}` }), roster, now };
        const full = decideCompiled(compiled, asked, untraced);
        for (const standings of [comparing, told]) {
          const quick = decideCompiled(compiled, asked, { isTraced: false, standings });
          expect(outcomeOf(quick)).toEqual(outcomeOf(full));
        }
        // Now and then another list is asked about in between, as with room that is kept for held tickets.
        if (index % 7 === 0) {
          const other = { ...asked, roster: { ...roster, agents: roster.agents.toReversed() } };
          const quick = decideCompiled(compiled, other, { isTraced: false, standings: told });
          expect(outcomeOf(quick)).toEqual(outcomeOf(decideCompiled(compiled, other, untraced)));
        }
        const after = afterAssignment(roster, full.receipt);
        for (const [place, agent] of after.agents.entries()) {
          if (agent !== agents.list[place]) agents.set(place, agent);
        }
        roster = { ...after, agents: agents.list };
      }
    }
  },
);

/** All but who else was considered. */
function outcomeOf({ receipt, ...decision }: ReturnType<typeof decideCompiled>) {
  const { candidates: _who, candidateCounts: _many, tieBreak: _draw, ...rest } = receipt;
  return { ...decision, receipt: rest };
}

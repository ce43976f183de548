import type { ChangedInput } from "../counterfactual.ts";
import { keptPoints } from "../eligibility.ts";
import { isAbsent } from "../presence.ts";
import type { CandidateTrace, Receipt } from "../receipt.ts";
import type { Agent } from "../roster.ts";
import type { Snapshot } from "../snapshot.ts";
import { epochOf } from "../wall-clock.ts";

/** One agent's state changed: one who was ruled out is not, the chosen one is away, the runner-up has less to do. */
export function* findAgentChanges(snapshot: Snapshot, receipt: Receipt): Generator<ChangedInput> {
  const first = receipt.candidates.find((candidate) => candidate.rank === 1);
  const inOrder = receipt.candidates.toSorted((a, b) => (a.rank ?? 1e9) - (b.rank ?? 1e9));
  for (const candidate of inOrder) {
    const agent = snapshot.roster.agents.find(({ id }) => id === candidate.agentId);
    if (!agent) continue;
    const change = changeOf(candidate, agent, first, receipt);
    if (!change) continue;
    const { state, from, to, size } = change;
    yield {
      kind: "agent",
      subject: agent.name,
      state,
      from,
      to,
      size: 1.2 + size,
      snapshot: replaceAgent(snapshot, change.agent, candidate.removedBy?.filter),
    };
  }
}

interface AgentChange {
  state: string;
  from: string | number | boolean | null;
  to: string | number | boolean | null;
  size: number;
  agent: Agent;
}

function changeOf(
  candidate: CandidateTrace,
  agent: Agent,
  first: CandidateTrace | undefined,
  receipt: Receipt,
): AgentChange | undefined {
  const nowMs = epochOf(receipt.decidedAt);
  switch (candidate.removedBy?.filter) {
    case "available":
      return { from: false, to: true, size: 0.1, ...changePresence(agent, nowMs) };
    case "on shift": {
      // Without a shift one is always on it.
      const { shift: _shift, ...there } = agent;
      return { state: "on shift", from: false, to: true, size: 0.2, agent: there };
    }
    case "ramp":
      return {
        state: "handed out",
        from: agent.handedOut ?? 0,
        to: 0,
        size: 0.2,
        agent: { ...agent, handedOut: 0 },
      };
    case "under capacity": {
      const open = Math.max(0, candidate.capacity - receipt.effort - keptPoints(agent));
      return { state: "open", from: agent.open, to: open, size: 0.3, agent: { ...agent, open } };
    }
    case "under queue cap": {
      const queueLoads = { ...agent.queueLoads, [receipt.queue?.id ?? ""]: 0 };
      return {
        state: "open in this queue",
        from: agent.queueLoads?.[receipt.queue?.id ?? ""] ?? 0,
        to: 0,
        size: 0.3,
        agent: { ...agent, queueLoads },
      };
    }
    case "has skill": {
      const missing = receipt.skills.find(
        (skill) => skill.need === "require" && (agent.skills?.[skill.skill] ?? 0) < (skill.level ?? 1),
      );
      if (!missing) return undefined;
      const level = missing.level ?? 1;
      const skills = { ...agent.skills, [missing.skill]: level };
      return {
        state: `skill ${missing.skill}`,
        from: agent.skills?.[missing.skill] ?? null,
        to: level,
        size: 0.5,
        agent: { ...agent, skills },
      };
    }
    case "speaks language": {
      const language = receipt.signals.language?.value ?? "";
      const languages = [...(agent.languages ?? []), language];
      return {
        state: "language",
        from: (agent.languages ?? []).join(", "),
        to: language,
        size: 0.6,
        agent: { ...agent, languages },
      };
    }
    case "not excluded":
      return { state: "excluded", from: true, to: false, size: 0.4, agent };
    case "member":
    case "active":
      return undefined;
  }
  if (candidate.rank === 1) {
    return { state: "available", from: true, to: false, size: 0.1, agent: { ...agent, available: false } };
  }
  const open = Math.max(0, (first?.open ?? 0) - 1);
  if (candidate.rank !== 2 || open >= agent.open) return undefined;
  return { state: "open", from: agent.open, to: open, size: 0.3, agent: { ...agent, open } };
}

/** What of absence, pause and status keeps an agent away, taken back; named for the one where it is only one. */
function changePresence(
  agent: Agent,
  nowMs: number,
): Pick<AgentChange, "state" | "agent"> & Partial<AgentChange> {
  const isGone = agent.absence != null && isAbsent(agent.absence, nowMs);
  const isPaused = agent.pausedUntil != null && nowMs < epochOf(agent.pausedUntil);
  const there = { ...agent, available: true, absence: null, pausedUntil: null };
  if (isPaused && !isGone && agent.available) return { state: "paused", from: true, to: false, agent: there };
  if (isGone && !isPaused && agent.available) return { state: "absent", from: true, to: false, agent: there };
  return { state: "available", agent: there };
}

function replaceAgent(snapshot: Snapshot, agent: Agent, filter: string | undefined): Snapshot {
  const agents = snapshot.roster.agents.map((other) => (other.id === agent.id ? agent : other));
  const changed = { ...snapshot, roster: { ...snapshot.roster, agents } };
  if (filter !== "not excluded" || !snapshot.excludedAgentIds) return changed;
  return { ...changed, excludedAgentIds: snapshot.excludedAgentIds.filter((id) => id !== agent.id) };
}

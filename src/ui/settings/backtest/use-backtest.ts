import { useRef, useState } from "react";
import type { Policy } from "../../../routing/policy.ts";
import type { PolicyProblem } from "../../../routing/policy-problem.ts";
import { useApi } from "../use-api.ts";

/** As the server tells it; see its service for what each means. */
export interface Destination {
  outcome: "assign" | "hold" | "group" | "leave alone";
  queue: string | null;
  agent: string | null;
  priority: string | null;
  tags: string[];
  sentence: string;
}
export interface Entry {
  ticketId: string;
  at: string;
  inForce: Destination;
  draft: Destination;
  differs: ("outcome" | "queue" | "agent" | "priority" | "tags")[];
}

export interface Run {
  wanted: number;
  entries: Entry[];
  gone: number;
  isRunning: boolean;
  /** The policy that was compared; the editor's own may be another by now. */
  document: Policy;
  problem: PolicyProblem | string | undefined;
}

interface Place {
  openedAt: string;
  ticketId: string;
}

const pageSize = 20;

/** Compares page by page, so that there is something to see from the first second and stopping costs nothing. */
export function useBacktest() {
  const api = useApi();
  const [run, setRun] = useState<Run>();
  const stopped = useRef(false);

  async function start(document: Policy, wanted: number, tellProblem: (error: Error) => string) {
    stopped.current = false;
    const current: Run = { wanted, entries: [], gone: 0, isRunning: true, document, problem: undefined };
    const show = (changes: Partial<Run>) => setRun({ ...Object.assign(current, changes) });
    show({});
    let before: Place | null = null;
    try {
      do {
        const left = wanted - current.entries.length - current.gone;
        const page = await readPage(document, Math.min(pageSize, left), before);
        if (page.outcome === "not a policy") {
          show({ problem: page.problems[0] as PolicyProblem | undefined });
          break;
        }
        before = page.next;
        show({
          entries: [...current.entries, ...page.entries],
          gone: current.gone + page.gone.length,
          problem: page.stopped?.reason,
        });
        if (page.stopped) break;
      } while (before && !stopped.current && current.entries.length + current.gone < wanted);
    } catch (error) {
      show({ problem: tellProblem(error as Error) });
    }
    show({ isRunning: false });
  }

  async function readPage(document: Policy, limit: number, before: Place | null) {
    const { policy, installationId } = await api();
    const json = { document: { ...document }, limit, ...(before && { before }) };
    return (await policy.backtest.$post({ param: { installationId }, json })).json();
  }

  return {
    run,
    start,
    stop: () => {
      stopped.current = true;
    },
  };
}

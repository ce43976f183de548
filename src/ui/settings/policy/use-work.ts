import { useEffect, useMemo, useReducer, useRef, useState } from "react";
import type { Policy } from "../../../routing/policy.ts";
import { useApi, useMay } from "../use-api.ts";
import { sortedJson } from "./edit-document.ts";
import { hasWorked, readLocal, writeLocal } from "./local-copy.ts";
import type { LoadedPolicy } from "./use-policy.ts";

const keptSteps = 100;
const saveAfterMs = 800;

interface Steps {
  past: Policy[];
  now: Policy;
  future: Policy[];
}

type Step = { kind: "change"; to: (policy: Policy) => Policy } | { kind: "undo" } | { kind: "redo" };

function step({ past, now, future }: Steps, action: Step): Steps {
  if (action.kind === "change") {
    const to = action.to(now);
    return to === now
      ? { past, now, future }
      : { past: [...past, now].slice(-keptSteps), now: to, future: [] };
  }
  const source = action.kind === "undo" ? past.at(-1) : future[0];
  if (!source) return { past, now, future };
  return action.kind === "undo"
    ? { past: past.slice(0, -1), now: source, future: [now, ...future] }
    : { past: [...past, now], now: source, future: future.slice(1) };
}

export type SaveState = "nothing to save" | "saving" | "saved" | "only here";

/** The document that is being worked on, each change kept in this browser at once and on the server a moment later. */
export function useWork({ installationId, inForce, work: loaded }: LoadedPolicy) {
  const api = useApi();
  const isAdmin = useMay("admin");
  const [work] = useState(() => (hasWorked(installationId) ? readLocal(installationId) : loaded));
  const [{ past, now, future }, dispatch] = useReducer(step, {
    past: [],
    now: work?.document ?? inForce.document,
    future: [],
  });
  const [baseVersion, setBaseVersion] = useState(work?.baseVersion ?? inForce.version);
  const isChanged = useMemo(() => sortedJson(now) !== sortedJson(inForce.document), [now, inForce.document]);
  // Whoever has changed nothing looks at what is in force, whoever published it.
  if (!isChanged && baseVersion !== inForce.version) setBaseVersion(inForce.version);
  const [saveState, setSaveState] = useState<SaveState>(work ? "saved" : "nothing to save");
  const isFirst = useRef(true);

  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const updatedAt = new Date().toISOString();
    writeLocal(installationId, isChanged ? { document: now, baseVersion, updatedAt } : undefined);
    if (!isAdmin) {
      setSaveState(isChanged ? "only here" : "nothing to save");
      return;
    }
    setSaveState("saving");
    const timer = setTimeout(async () => {
      try {
        const { policy } = await api();
        if (isChanged) {
          await policy.draft.$put({ param: { installationId }, json: { document: { ...now }, baseVersion } });
        } else await policy.draft.$delete({ param: { installationId } });
        setSaveState(isChanged ? "saved" : "nothing to save");
      } catch {
        setSaveState("only here");
      }
    }, saveAfterMs);
    return () => clearTimeout(timer);
  }, [now, baseVersion, isChanged, isAdmin, installationId, api]);

  return {
    installationId,
    inForce,
    document: now,
    baseVersion,
    isChanged,
    isAdmin,
    saveState,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    change: (to: (policy: Policy) => Policy) => dispatch({ kind: "change", to }),
    undo: () => dispatch({ kind: "undo" }),
    redo: () => dispatch({ kind: "redo" }),
    discard: () => dispatch({ kind: "change", to: () => inForce.document }),
    /** After somebody has seen what another published: their own work goes on from there. */
    rebase: () => setBaseVersion(inForce.version),
  };
}
export type Work = ReturnType<typeof useWork>;

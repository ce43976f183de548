import type { Policy } from "../../../routing/policy.ts";

/** Unpublished work as the browser keeps it, for the seconds before the server has it and for when it cannot have it. */
export interface Work {
  document: Policy;
  /** The version that the work began with. */
  baseVersion: number;
  /** ISO 8601. */
  updatedAt: string;
}

const keyOf = (installationId: string) => `signalbox-policy-draft/${installationId}`;

/** Of this page's own life: known also where a browser keeps nothing for a page in a frame. */
const ownCopies = new Map<string, Work | undefined>();

/** What this page last kept, if it has kept something or given it up; else what the browser has. */
export function readLocal(installationId: string): Work | undefined {
  if (ownCopies.has(installationId)) return ownCopies.get(installationId);
  try {
    const text = localStorage.getItem(keyOf(installationId));
    return text === null ? undefined : (JSON.parse(text) as Work);
  } catch {
    return undefined;
  }
}

/** Whether this page has worked on the policy before: then its own copy is the truth, and not what was loaded once. */
export function hasWorked(installationId: string): boolean {
  return ownCopies.has(installationId);
}

export function writeLocal(installationId: string, work: Work | undefined): void {
  ownCopies.set(installationId, work);
  try {
    if (work) localStorage.setItem(keyOf(installationId), JSON.stringify(work));
    else localStorage.removeItem(keyOf(installationId));
  } catch {
    // The copy of this page's own life is left, and the server's.
  }
}

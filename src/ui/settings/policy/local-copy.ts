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

/** Where a browser keeps nothing for a page in a frame, the server's copy is the only one. */
export function readLocal(installationId: string): Work | undefined {
  try {
    const text = localStorage.getItem(keyOf(installationId));
    return text === null ? undefined : (JSON.parse(text) as Work);
  } catch {
    return undefined;
  }
}

export function writeLocal(installationId: string, work: Work | undefined): void {
  try {
    if (work) localStorage.setItem(keyOf(installationId), JSON.stringify(work));
    else localStorage.removeItem(keyOf(installationId));
  } catch {
    // As above.
  }
}

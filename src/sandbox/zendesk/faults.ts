import { noFaults as noSharedFaults, type Faults as SharedFaults } from "../faults.ts";

/** A doubled event comes under the same invocation id or under a second one. */
export type Faults = SharedFaults & {
  /** 409 on a ticket update although no safe_update was asked for. */
  conflictRate: number;
  /** The next grant of a token is made and its answer never arrives. */
  loseNextTokenReply: boolean;
};

export function noFaults(): Faults {
  return { ...noSharedFaults(), conflictRate: 0, loseNextTokenReply: false };
}

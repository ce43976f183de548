import type { Via } from "../types.ts";

/** Who writes to a ticket, and through what. */
export type Actor = {
  userId: number;
  channel: string;
  client?: string;
};

export function viaOf(channel: string): Via {
  return { channel, source: { from: {}, to: {}, rel: null } };
}

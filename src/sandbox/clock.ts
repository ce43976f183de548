/** Milliseconds since the epoch. */
export type Clock = () => number;

/** REST stamps carry whole seconds. */
export function formatStamp(atMs: number): string {
  return new Date(Math.floor(atMs / 1_000) * 1_000).toISOString().replace(".000Z", "Z");
}

export function formatNanoseconds(atMs: number, belowMillisecond: number): string {
  const digits = String(Math.floor(belowMillisecond * 1_000_000)).padStart(6, "0");
  return new Date(Math.floor(atMs)).toISOString().replace("Z", `${digits}Z`);
}

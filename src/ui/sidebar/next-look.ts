const soonestMs = 1_000;
const latestMs = 60_000;

/**
 * When to look again. A ticket in hand ends within a second or so, and a new one is reported within a few; whoever
 * waits longer is asked for less and less often, down to once a minute.
 *
 * @param input.looks how often it was looked at so far
 */
export function nextLookMs(input: { state: string | undefined; looks: number }): number {
  const { state, looks } = input;
  if (state !== "pending" && state !== "not seen") return latestMs;
  return Math.min(latestMs, soonestMs * 1.5 ** Math.max(0, looks - 3));
}

/**
 * Sends statements of one transaction without waiting for one before the next; in what order they run is open. When one
 * fails, the others are waited for all the same: none may be left over for what comes after the transaction.
 */
export async function inOneFlight<const Sent extends readonly unknown[]>(
  statements: Sent,
): Promise<{ -readonly [Place in keyof Sent]: Awaited<Sent[Place]> }> {
  const results = await Promise.allSettled(statements);
  for (const result of results) if (result.status === "rejected") throw result.reason;
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as {
    -readonly [Place in keyof Sent]: Awaited<Sent[Place]>;
  };
}

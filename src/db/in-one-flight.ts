/** What a transaction answers to every further statement once one has failed. */
const inFailedTransaction = "25P02";

/**
 * Sends statements of one transaction without waiting for one before the next; in what order they run is open. When one
 * fails, the others are waited for all the same: none may be left over for what comes after the transaction. What is
 * thrown is what failed by itself, and not what failed for its sake.
 */
export async function inOneFlight<const Sent extends readonly unknown[]>(
  statements: Sent,
): Promise<{ -readonly [Place in keyof Sent]: Awaited<Sent[Place]> }> {
  const results = await Promise.allSettled(statements);
  const failures = results.flatMap((result) =>
    result.status === "rejected" ? [result.reason as unknown] : [],
  );
  if (failures.length > 0) throw failures.find((one) => codeOf(one) !== inFailedTransaction) ?? failures[0];
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as {
    -readonly [Place in keyof Sent]: Awaited<Sent[Place]>;
  };
}

/** Of the engine's own error, or of the one that drizzle puts around it. */
function codeOf(error: unknown): unknown {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
  return code ?? cause?.code;
}

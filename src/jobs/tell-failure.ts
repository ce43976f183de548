/** Why a job failed, for people: of a failed statement the database's own words, and not the statement. */
export function tellFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.message.startsWith("Failed query:")
    ? tellFailure(error.cause)
    : error.message;
}

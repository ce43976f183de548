/** Statements whose answer says nothing but that they were done: in a transaction nobody need wait for it. */
export function isRowless(text: string): boolean {
  return /^\s*(begin$|(insert|update|delete)\s(?!.*\sreturning\s)|set local |select pg_advisory_xact_lock)/s.test(
    text,
  );
}

/** What a process needs of the machine; nothing else of our own environment reaches a server that we start. */
const inherited = ["PATH", "TMPDIR", "NODE_COMPILE_CACHE"];

/** The environment of a process that we start: the machine's part, and what it is given. */
export function childEnv(given: Record<string, string>): Record<string, string> {
  const machine = inherited.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(machine), ...given };
}

import { readdirSync, readFileSync } from "node:fs";

/** Linux counts CPU time in hundredths of a second. */
const tickMicroseconds = 10_000;

interface Process {
  name: string;
  parentPid: number;
  ticks: number;
}

/** CPU time in microseconds that the PostgreSQL started by this process has used so far; NaN where no /proc tells it. */
export function postgresCpuMicroseconds(): number {
  const processes = new Map<number, Process>();
  try {
    for (const entry of readdirSync("/proc")) {
      const found = /^\d+$/.test(entry) && readProcess(entry);
      if (found) processes.set(Number(entry), found);
    }
  } catch {
    return Number.NaN;
  }
  const isStartedHere = ({ parentPid }: Process): boolean => {
    if (parentPid === process.pid) return true;
    const parent = processes.get(parentPid);
    return parent !== undefined && isStartedHere(parent);
  };
  const ours = [...processes.values()].filter((one) => one.name.startsWith("postgres") && isStartedHere(one));
  return ours.reduce((sum, { ticks }) => sum + ticks, 0) * tickMicroseconds;
}

function readProcess(pid: string): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // A name may hold spaces and brackets.
    const [from, to] = [stat.indexOf("("), stat.lastIndexOf(")")];
    const rest = stat
      .slice(to + 2)
      .split(" ")
      .map(Number);
    return {
      name: stat.slice(from + 1, to),
      parentPid: rest[1] ?? 0,
      ticks: (rest[11] ?? 0) + (rest[12] ?? 0),
    };
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}

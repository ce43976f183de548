import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** All that a process has started. */
export function workerdsOf(parentPid: number): number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,comm="], { encoding: "utf8" }).split("\n");
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, name]) => Number(parent) === parentPid && name?.includes("workerd"))
    .map(([pid]) => Number(pid));
}

/** The workerd that a process has started. */
export function workerdOf(parentPid: number): number {
  const [found] = workerdsOf(parentPid);
  if (found === undefined) throw new Error(`process ${parentPid} has no workerd`);
  return found;
}

/** What the threads of a process have used so far, in their own code and in the kernel. Linux only. */
export function readCpuMs(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  // Nanoseconds at work, nanoseconds waiting for a processor, turns.
  const ns = readdirSync(tasks).map((id) =>
    Number(readFileSync(`${tasks}/${id}/schedstat`, "utf8").split(" ")[0]),
  );
  return ns.reduce((sum, one) => sum + one, 0) / 1e6;
}

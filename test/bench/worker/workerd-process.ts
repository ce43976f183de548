import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The kernel counts in hundredths of a second. */
const msPerTick = 10;

/** The workerd that a process has started. */
export function workerdOf(parentPid: number): number {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,comm="], { encoding: "utf8" }).split("\n");
  const found = lines
    .map((line) => line.trim().split(/\s+/))
    .find(([, parent, name]) => Number(parent) === parentPid && name?.includes("workerd"));
  if (!found) throw new Error(`process ${parentPid} has no workerd`);
  return Number(found[0]);
}

/** What a process has used so far, in its own code and in the kernel. Linux only. */
export function readCpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name in brackets may contain blanks.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * msPerTick;
}

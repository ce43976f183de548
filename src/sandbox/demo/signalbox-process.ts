import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { childEnv } from "./child-env.ts";

const quickResolve = new URL("../../runtime/quick-resolve.mjs", import.meta.url).href;
const entry = fileURLToPath(new URL("../../runtime/node.ts", import.meta.url));
const startTimeoutMs = 60_000;
const stopTimeoutMs = 30_000;

export interface SignalboxProcess {
  url: string;
  accessToken: string;
  pid: number;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL: what a crash looks like. */
  kill(): Promise<void>;
}

/** Starts the server as `npm start` would, in a process of its own, and waits until it is ready. */
export async function startSignalbox(input: {
  port: number;
  accessToken: string;
  env: Record<string, string>;
}): Promise<SignalboxProcess> {
  const url = `http://127.0.0.1:${input.port}`;
  const child = spawn(process.execPath, ["--import", quickResolve, entry], {
    env: childEnv({
      PORT: String(input.port),
      SIGNALBOX_ACCESS_TOKEN: input.accessToken,
      SIGNALBOX_LOG_LEVEL: "warn",
      ...input.env,
    }),
    stdio: ["ignore", "ignore", "pipe"],
    // Ctrl-C in a terminal reaches the whole group; the demo stops its server itself, in order.
    detached: true,
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4000);
  });
  await waitUntilReady(child, { url, accessToken: input.accessToken }, () => errors);
  return {
    url,
    accessToken: input.accessToken,
    pid: child.pid ?? 0,
    stop: () => end(child, "SIGTERM"),
    kill: () => end(child, "SIGKILL"),
  };
}

async function waitUntilReady(
  child: ChildProcess,
  { url, accessToken }: { url: string; accessToken: string },
  errors: () => string,
): Promise<void> {
  const deadlineMs = Date.now() + startTimeoutMs;
  while (Date.now() < deadlineMs) {
    if (child.exitCode !== null) throw new Error(`Signalbox did not start:\n${errors()}`);
    const isOk = (path: string, headers: Record<string, string> = {}) =>
      fetch(url + path, { headers }).then(
        (response) => response.ok,
        () => false,
      );
    // Another server may have taken the port in the meantime; it does not know our token.
    const isOurs = () => isOk("/api/session", { authorization: `Bearer ${accessToken}` });
    if ((await isOk("/readyz")) && (await isOurs())) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await end(child, "SIGKILL");
  throw new Error(`Signalbox was not ready after ${startTimeoutMs / 1000} s:\n${errors()}`);
}

function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill(signal);
  });
}

/** The wanted port if it is free, else any. */
export async function findFreePort(wanted: number): Promise<number> {
  const isAny = wanted === 0;
  for (const port of isAny ? quietPorts() : [wanted, ...quietPorts()]) {
    const free = await tryPort(port);
    if (free !== undefined) return free;
  }
  throw new Error("no port is free");
}

/** Below those that the system gives to outgoing connections, which may take a port before its server has it. */
function quietPorts(): number[] {
  return Array.from({ length: 20 }, () => 11_000 + Math.floor(Math.random() * 18_000));
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
    });
  });
}

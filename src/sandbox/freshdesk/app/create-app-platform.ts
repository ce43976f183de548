import { createContext, runInContext } from "node:vm";
import { createRateWindows } from "../../http/create-rate-windows.ts";
import type { PackageFiles } from "../../package/read-zip.ts";
import { openPack, recordsOf } from "./pack-content.ts";
import { renderTemplate } from "./render-template.ts";

/** How a call of the app's page or of an event ended: what was rendered, or what was refused. */
export type Rendered = { isOk: true; data: unknown } | { isOk: false; error: unknown };

/** Where Freshworks runs the server side of one installed app. */
export type AppPlatform = {
  /** Installs; a refusal comes back with its message. */
  install(): Promise<Rendered>;
  uninstall(): Promise<Rendered>;
  /** Hands an event to its handler, if the app has one. */
  tell(name: string, event: Record<string, unknown>): Promise<void>;
  /** What a page of the app may call by name. */
  invoke(name: string, input: Record<string, unknown>): Promise<Rendered>;
  /** A request template, called by a page of the app. */
  invokeTemplate(name: string, options: { context?: Record<string, unknown>; body?: string }): Promise<Reply>;
};

type Reply = { status: number; headers: Record<string, string>; response: string };
type Handler = (args: Record<string, unknown>) => unknown;

const timeoutMs = 20_000;
const minuteMs = 60_000;
/** Keys and values of the store are small. */
const maxStoredBytes = 40_000;

/**
 * @param input.iparams what the admin typed in while installing
 * @param input.host the help desk's own name, as acme.freshdesk.com
 * @param input.originOf where a host of the app's requests is really reached
 * @param input.callsPerMinute of request templates, whoever calls
 */
export function createAppPlatform(
  files: PackageFiles,
  input: {
    iparams: Record<string, unknown>;
    host: string;
    originOf(host: string): string;
    callsPerMinute?: number;
  },
): AppPlatform {
  const { templates, modules, serverCode } = openPack(files);
  const { callsPerMinute = 50 } = input;
  const windows = createRateWindows(Date.now);
  const stored = new Map<string, string>();

  const call = async (isServer: boolean, name: string, options: { context?: object; body?: string } = {}) => {
    const template = templates[name];
    if (!template) throw failure(400, `Request template '${name}' is not found`);
    const { iparams } = input;
    const context = { ...options.context };
    const { method, host, path, headers } = renderTemplate(template, { iparams, context, isServer });
    const attempts = Number(template.options.maxAttempts ?? 1);
    for (let attempt = 1; ; attempt++) {
      const { allowed } = windows.take("templates", callsPerMinute, minuteMs);
      if (!allowed) throw failure(429, "The app has exceeded its requests per minute");
      const answer = await fetch(`${input.originOf(host)}${path}`, {
        method,
        headers,
        redirect: "manual",
        ...(options.body === undefined ? {} : { body: options.body }),
      });
      const response = await answer.text();
      if (answer.ok) return { status: answer.status, headers: Object.fromEntries(answer.headers), response };
      const isWorthIt = answer.status === 429 || answer.status >= 500;
      if (!isWorthIt || attempt >= attempts) throw failure(answer.status, response);
    }
  };

  const $db = {
    set: async (key: string, value: unknown) => {
      const text = JSON.stringify(value);
      if (key.length + text.length > maxStoredBytes) throw failure(400, "the value is too large");
      stored.set(key, text);
    },
    get: async (key: string) => {
      const text = stored.get(key);
      if (text === undefined) throw failure(404, "Record not found");
      return JSON.parse(text) as unknown;
    },
    delete: async (key: string) => stored.delete(key),
  };

  /** One run of the server's code, in a world without timers, processes and modules. */
  const run = async (name: string, args: Record<string, unknown>, mustRender: boolean): Promise<Rendered> => {
    let render: (rendered: Rendered) => void = () => {};
    const rendered = new Promise<Rendered>((resolve) => {
      render = resolve;
    });
    const world = createContext(
      {
        exports: {},
        console: { error() {}, info() {}, log() {} },
        $db,
        $request: { invokeTemplate: (template: string, options: object) => call(true, template, options) },
        renderData: (error?: unknown, data?: unknown) =>
          render(error ? { isOk: false, error } : { isOk: true, data }),
      },
      { codeGeneration: { strings: false, wasm: false } },
    );
    runInContext(serverCode, world, { timeout: 1_000 });
    const handler = (world.exports as Record<string, Handler>)[name];
    if (!handler) return { isOk: false, error: { status: 404, message: `${name} is not there` } };
    const done = Promise.resolve(handler({ ...args, iparams: input.iparams })).then((): Rendered => {
      return { isOk: true, data: undefined };
    });
    if (!mustRender) return done;
    // Who forgets to render is waited for, and then it counts as failed.
    const late = { isOk: false, error: { status: 504, message: "the function timed out" } } as const;
    return Promise.race([
      rendered,
      done.then(() => rendered),
      new Promise<Rendered>((resolve) => setTimeout(resolve, timeoutMs, late).unref()),
    ]);
  };

  const handlerOf = (event: string) =>
    Object.values(modules).flatMap(({ events }) => recordsOf(events)[event]?.handler ?? [])[0];
  const currentHost = {
    subscribed_modules: Object.keys(modules).filter((name) => name !== "common"),
    endpoint_urls: { freshdesk: `https://${input.host}` },
  };
  const setUp = async (event: string) => {
    const handler = handlerOf(event);
    if (handler === undefined) return { isOk: true, data: undefined } as const;
    const args = { event, currentHost, region: "US", timestamp: Date.now() };
    return run(String(handler), args, true);
  };
  return {
    install: () => setUp("onAppInstall"),
    uninstall: () => setUp("onAppUninstall"),
    tell: async (name, event) => {
      const handler = handlerOf(name);
      if (handler !== undefined) await run(String(handler), event, false);
    },
    invoke: async (name, args) => {
      const isOffered = name in recordsOf(modules.common?.functions);
      if (!isOffered) return { isOk: false, error: { status: 404, message: `${name} is not a function` } };
      return run(name, args, true);
    },
    invokeTemplate: (name, options) => call(false, name, options),
  };
}

/** As the platform rejects: with a status and the answer as text. */
function failure(status: number, response: string): Error {
  return Object.assign(new Error(response.slice(0, 300)), { status, response });
}

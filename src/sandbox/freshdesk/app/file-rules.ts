import { isRecord } from "../../http/is-record.ts";
import type { PackContent, PackRule } from "./pack-content.ts";

const folders = ["app", "config", "server"];
const iparamTypes = [
  "text",
  "paragraph",
  "dropdown",
  "email",
  "number",
  "phone_number",
  "date",
  "url",
  "radio",
  "checkbox",
  "multiselect",
  "domain",
  "api_key",
];
const pageGlobals = ["postConfigs", "getConfigs", "validate"];
/** What the platform's sandbox does not have. */
const missingGlobals = /\b(process|Buffer|set(?:Timeout|Interval|Immediate))\b/;
const plainControls = /<(input|button|select|textarea)\b/i;
const forbiddenCalls = /\b(eval|alert)\s*\(|new Function\b/;

export const fileRules: Record<string, PackRule> = {
  "mandatory folders": ({ files }) => {
    const missing = folders.filter(
      (folder) => ![...files.keys()].some((path) => path.startsWith(`${folder}/`)),
    );
    return missing.length > 0 ? [`Mandatory folder(s) missing: ${missing.join(", ")}`] : [];
  },
  "a README": ({ files }) => (files.has("README.md") ? [] : ["README.md is mandatory"]),
  "settings of one kind": ({ files }) => {
    const [hasList, hasPage] = [files.has("config/iparams.json"), files.has("config/iparams.html")];
    if (hasList && hasPage) return ["either iparams.json or iparams.html, not both"];
    return hasList || hasPage ? [] : ["iparams.json is mandatory"];
  },
  "types of settings": ({ iparams }) =>
    Object.entries(iparams)
      .filter(([, { type }]) => !iparamTypes.includes(String(type)))
      .map(([name, { type }]) => `The iparam '${name}' has the invalid type '${String(type)}'`),
  "defaults of dropdowns": ({ iparams }) =>
    Object.entries(iparams)
      .filter(([, { type, options, default_value: value }]) => {
        return type === "dropdown" && !(Array.isArray(options) && options.includes(value));
      })
      .map(([name]) => `The default of the dropdown '${name}' is missing or not among its options`),
  "the settings page's functions": ({ files }) => {
    if (!files.has("config/iparams.html")) return [];
    const code = files.get("config/assets/iparams.js")?.toString("utf8") ?? "";
    return pageGlobals
      .filter((name) => !new RegExp(`(window\\.${name} =|^(async )?function ${name}\\b)`, "m").test(code))
      .map((name) => `config/assets/iparams.js must define ${name}`);
  },
  "the platform's script": (content) =>
    pagesOf(content)
      .filter(([, text]) => !text.includes("{{{appclient}}}"))
      .map(([path]) => `${path} does not load {{{appclient}}}`),
  "controls of the platform": (content) =>
    pagesOf(content)
      .filter(([, text]) => plainControls.test(text))
      .map(([path]) => `${path} has a plain form control; use Crayons`),
  "no forbidden calls": ({ files }) =>
    // What is built and packed was linted where it was written.
    [...files]
      .filter(([path]) => /^(server|config)\/.*\.js$/.test(path))
      .filter(([, code]) => forbiddenCalls.test(code.toString("utf8")))
      .map(([path]) => `${path} calls eval, alert or new Function`),
  "globals that are not there": ({ serverCode }) => {
    const name = missingGlobals.exec(withoutComments(serverCode))?.[1];
    return name === undefined ? [] : [`server/server.js uses ${name}, which the sandbox does not have`];
  },
  "helpers after the exports": ({ serverCode }) => {
    const start = serverCode.search(/^exports = \{/m);
    if (start < 0) return ["server/server.js does not assign exports"];
    return /^(async )?function |^(const|let|var) /m.test(serverCode.slice(0, start))
      ? ["server/server.js has helpers before the exports block"]
      : [];
  },
  "async functions wait for something": ({ serverCode }) =>
    serverCode
      .split(/(?=^ {2}\w+: |^(?:async )?function )/m)
      .filter((part) => /^\s*(\w+: )?async (function|\()/.test(part) && !/\bawait\b/.test(part))
      .map((part) => `async without await: ${/\w+(?=: async)|(?<=function )\w+/.exec(part)?.[0] ?? ""}`),
  "dependencies have versions": ({ manifest: { dependencies } }) =>
    Object.entries(isRecord(dependencies) ? dependencies : {})
      .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)))
      .map(([name]) => `the dependency '${name}' needs an exact version`),
};

function pagesOf({ files }: PackContent): (readonly [string, string])[] {
  return [...files].flatMap(([path, content]) =>
    path.endsWith(".html") ? [[path, content.toString("utf8")] as const] : [],
  );
}

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
}

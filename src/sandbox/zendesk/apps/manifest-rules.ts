import { isRecord } from "../../http/is-record.ts";
import type { Rule } from "./package-content.ts";

const knownLocations = [
  "top_bar",
  "nav_bar",
  "ticket_sidebar",
  "new_ticket_sidebar",
  "user_sidebar",
  "organization_sidebar",
  "background",
  "modal",
  "ticket_editor",
  "system_top_bar",
];
const knownOptions = ["url", "flexible", "autoLoad", "autoHide", "signed", "size"];
const parameterTypes = ["text", "checkbox", "url", "number", "multiline", "hidden", "oauth"];
const parameterScopes = [
  "header",
  "body",
  "url",
  "jwt_secret_key",
  "jwt_claim",
  "basic_auth_username",
  "basic_auth_password",
];
const flags = ["private", "signedUrls", "singleInstall", "requirementsOnly", "marketingOnly"];

export const manifestRules: Record<string, Rule> = {
  "required fields": ({ manifest }) => {
    const hasPages = manifest.requirementsOnly !== true && manifest.marketingOnly !== true;
    const required = ["author", "defaultLocale", ...(hasPages ? ["location", "frameworkVersion"] : [])];
    const missing = required.filter((field) => manifest[field] === undefined);
    return missing.length > 0 ? [`Missing required fields in manifest: ${missing.join(", ")}`] : [];
  },
  "flags are true or false": ({ manifest }) =>
    flags
      .filter((flag) => manifest[flag] !== undefined && typeof manifest[flag] !== "boolean")
      .map((flag) => `${flag} must be a boolean`),
  "framework version": ({ manifest }) =>
    manifest.frameworkVersion === undefined || manifest.frameworkVersion === "2.0"
      ? []
      : [`${String(manifest.frameworkVersion)} is not a valid framework version`],
  "no templates of version 1": ({ manifest }) =>
    manifest.noTemplate === undefined ? [] : ["noTemplate belongs to version 1 and is not supported"],
  "known locations": ({ locations }) =>
    Object.keys(locations)
      .filter((name) => !knownLocations.includes(name))
      .map((name) => `${name} is an invalid location`),
  "known location options": ({ locations }) =>
    Object.entries(locations).flatMap(([name, options]) =>
      Object.keys(options)
        .filter((option) => !knownOptions.includes(option))
        .map((option) => `${name} has the unknown option ${option}`),
    ),
  "location addresses": ({ locations, files }) =>
    Object.entries(locations).flatMap(([name, { url }]) =>
      isLocationAddress(url, files) ? [] : [`${name} has an invalid location URI: ${String(url)}`],
    ),
  "parameter names": ({ parameters }) => [
    ...parameters
      .filter(({ name }) => typeof name !== "string" || name === "" || name === "name")
      .map(({ name }) => `Can't call a parameter '${String(name)}'`),
    ...parameters
      .filter(({ name }, index) => parameters.findIndex((other) => other.name === name) < index)
      .map(({ name }) => `Duplicate app parameters defined: ${String(name)}`),
  ],
  "parameter types": ({ parameters }) =>
    parameters
      .filter(({ type }) => type !== undefined && !parameterTypes.includes(String(type)))
      .map(({ type }) => `${String(type)} is an invalid parameter type`),
  "hidden parameters": ({ parameters }) =>
    parameters
      .filter(({ type, required }) => type === "hidden" && required === true)
      .map(({ name }) => `${String(name)} is set to hidden and cannot be required`),
  "one oauth parameter": ({ parameters }) =>
    parameters.filter(({ type }) => type === "oauth").length > 1 ? ["Too many OAuth parameters"] : [],
  "oauth parameters are never secure": ({ parameters }) =>
    parameters
      .filter(({ type, secure }) => type === "oauth" && secure === true)
      .map(({ name }) => `${String(name)} is of type oauth and cannot be secure`),
  "oauth needs a parameter": ({ manifest, parameters }) =>
    manifest.oauth !== undefined && !parameters.some(({ type }) => type === "oauth")
      ? ["Please upload a package with an oauth parameter"]
      : [],
  "parameter scopes": ({ parameters }) =>
    parameters.flatMap(({ name, scopes }) =>
      (Array.isArray(scopes) ? scopes : [])
        .filter((scope) => !parameterScopes.includes(String(scope)))
        .map((scope) => `${String(name)} has the invalid scope ${String(scope)}`),
    ),
  "domains without a scheme": ({ manifest }) =>
    (Array.isArray(manifest.domainWhitelist) ? manifest.domainWhitelist : [])
      .filter((domain) => !/^[a-z0-9*.-]+(:\d+)?$/i.test(String(domain)))
      .map((domain) => `${String(domain)} is not a domain`),
  "author's fields": ({ manifest: { author } }) =>
    author === undefined || (isRecord(author) && typeof author.name === "string")
      ? []
      : ["author must have a name"],
};

function isLocationAddress(url: unknown, files: ReadonlyMap<string, unknown>): boolean {
  if (typeof url !== "string" || url === "") return false;
  if (url.includes("{{setting.")) return true;
  if (!URL.canParse(url)) return url.startsWith("assets/") && files.has(url);
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || (protocol === "http:" && hostname === "localhost");
}

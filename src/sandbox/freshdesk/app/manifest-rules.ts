import { isRecord } from "../../http/is-record.ts";
import { handlersOf, type PackRule, recordsOf } from "./pack-content.ts";

const topKeys = ["platform-version", "modules", "engines", "dependencies", "scripts"];
const locations: Record<string, string[]> = {
  common: ["full_page_app", "cti_global_sidebar"],
  support_ticket: [
    "ticket_sidebar",
    "ticket_requester_info",
    "ticket_top_navigation",
    "ticket_background",
    "time_entry_background",
    "ticket_attachment",
    "ticket_conversation_editor",
    "new_ticket_requester_info",
    "new_ticket_background",
  ],
};
const changes = (...things: string[]) =>
  things.flatMap((thing) => ["Create", "Update", "Delete"].map((change) => `on${thing}${change}`));
const events: Record<string, string[]> = {
  common: ["onAppInstall", "afterAppUpdate", "onAppUninstall", "onExternalEvent", "onScheduledEvent"],
  support_ticket: changes("Ticket", "Conversation", "TimeEntry", "TicketField", "CannedResponse"),
  support_agent: [...changes("Agent", "AgentStatus", "Group"), "onAgentAvailabilityUpdate"],
};
const timeoutsSeconds = [20, 25, 30];

export const manifestRules: Record<string, PackRule> = {
  "the manifest is JSON": ({ manifest }) =>
    Object.keys(manifest).length === 0 ? ["manifest.json is missing or no valid JSON"] : [],
  "nothing else at the top": ({ manifest }) =>
    Object.keys(manifest)
      .filter((key) => !topKeys.includes(key))
      .map((key) => `must NOT have additional properties '${key}'`),
  "platform version": ({ manifest }) =>
    manifest["platform-version"] === "3.0" ? [] : ["platform-version must be 3.0"],
  engines: ({ manifest: { engines } }) =>
    isRecord(engines) && typeof engines.node === "string" && typeof engines.fdk === "string"
      ? []
      : ["must have required property 'engines'"],
  "a module of a product": ({ modules }) =>
    Object.keys(modules).some((name) => name !== "common")
      ? []
      : ["At least one module apart from common must be mentioned"],
  "no empty objects": ({ modules }) =>
    Object.entries(modules).flatMap(([name, parts]) =>
      Object.entries(parts)
        .filter(([, part]) => isRecord(part) && Object.keys(part).length === 0)
        .map(([part]) => `${name}/${part} must NOT have fewer than 1 properties`),
    ),
  "known locations": ({ modules }) =>
    Object.entries(modules).flatMap(([name, { location }]) =>
      Object.keys(recordsOf(location))
        .filter((place) => !locations[name]?.includes(place))
        .map((place) => `Invalid location(s) mentioned in modules: ${name}/${place}`),
    ),
  "pages of locations": ({ modules, files }) =>
    Object.values(modules).flatMap(({ location }) =>
      Object.entries(recordsOf(location))
        .filter(([, { url }]) => !files.has(`app/${String(url)}`))
        .map(([place, { url }]) => `${place}: '${String(url)}' not found in app folder`),
    ),
  "icons of locations": ({ modules, files }) =>
    Object.values(modules).flatMap(({ location }) =>
      Object.entries(recordsOf(location))
        .filter(([place]) => !place.endsWith("_background"))
        .flatMap(([, { icon }]) => {
          const drawing = files.get(`app/${String(icon)}`)?.toString("utf8");
          if (drawing === undefined) return [`Icon 'app/${String(icon)}' not found in app folder`];
          const isRight = /<svg\b[^>]*\bwidth="64"/.test(drawing) && /<svg\b[^>]*\bheight="64"/.test(drawing);
          return isRight ? [] : [`Icon 'app/${String(icon)}' must be an SVG of 64x64`];
        }),
    ),
  "requests and functions under common": ({ modules }) =>
    Object.entries(modules)
      .filter(([name, { requests, functions }]) => name !== "common" && (requests ?? functions) !== undefined)
      .map(([name]) => `requests and functions belong to common, not to ${name}`),
  "known events": ({ modules }) =>
    Object.entries(modules).flatMap(([name, parts]) =>
      Object.keys(recordsOf(parts.events))
        .filter((event) => !events[name]?.includes(event))
        .map((event) => `Invalid event mentioned in modules: ${name}/${event}`),
    ),
  "handlers of events": ({ modules, serverCode }) =>
    Object.values(modules).flatMap((parts) =>
      Object.entries(recordsOf(parts.events))
        .filter(([, { handler }]) => !handlersOf(serverCode).includes(String(handler)))
        .map(([event, { handler }]) => `${event}: the handler '${String(handler)}' is not exported`),
    ),
  functions: ({ modules, serverCode }) =>
    Object.entries(recordsOf(modules.common?.functions)).flatMap(([name, { timeout }]) => [
      ...(/^[A-Za-z_]\w{1,39}$/.test(name) ? [] : [`The function '${name}' has an invalid name`]),
      ...(timeout === undefined || timeoutsSeconds.includes(Number(timeout))
        ? []
        : [`The function '${name}' must have a timeout of 20, 25 or 30`]),
      ...(handlersOf(serverCode).includes(name) ? [] : [`The function '${name}' is not exported`]),
    ]),
};

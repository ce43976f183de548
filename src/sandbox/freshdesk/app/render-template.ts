import { isRecord } from "../../http/is-record.ts";
import type { PackContent } from "./pack-content.ts";

export type TemplateInput = {
  iparams: Record<string, unknown>;
  context: Record<string, unknown>;
  /** Whether the server's code calls, rather than a page. */
  isServer: boolean;
};

export type TemplateCall = { method: string; host: string; path: string; headers: Record<string, string> };

/**
 * Fills a request template in. What an app's own page says may stand in path and query only: in headers it could
 * borrow the app's secrets, in the host it could send them elsewhere.
 *
 * @throws Error for a place that may not be filled, or a value that is not there
 */
export function renderTemplate(
  { schema }: PackContent["templates"][string],
  input: TemplateInput,
): TemplateCall {
  const fill = (text: unknown, place: "host" | "path" | "headers") =>
    String(text ?? "").replaceAll(
      /<%=\s*(iparam|context)\.(\w+)\s*%>/g,
      (_, source: string, name: string) => {
        if (source === "context" && place !== "path" && !input.isServer) {
          throw new Error(`context.${name} may not stand in ${place} of a request that a page makes`);
        }
        const value = (source === "context" ? input.context : input.iparams)[name];
        if (value === undefined) throw new Error(`${source}.${name} has no value`);
        return place === "path" ? encodeURIComponent(String(value)) : String(value);
      },
    );
  const parts = (value: unknown, place: "path" | "headers") =>
    Object.entries(isRecord(value) ? value : {}).map(([name, text]) => [name, fill(text, place)] as const);
  const query = parts(schema.query, "path").map((part) => part.join("="));
  return {
    method: String(schema.method),
    host: fill(schema.host, "host"),
    path: `${fill(schema.path, "path")}${query.length > 0 ? `?${query.join("&")}` : ""}`,
    headers: Object.fromEntries(parts(schema.headers, "headers")),
  };
}

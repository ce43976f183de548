import type { HelpdeskClient } from "../../ports/helpdesk.ts";
import { parseReply, type Request } from "../request.ts";
import { AppInstallationsReply, AppKeyReply } from "./api-types.ts";
import { expectOk } from "./refusal.ts";

type AppCalls = Required<Pick<HelpdeskClient, "readAppKey" | "findAppInstallation">>;

/** What Zendesk knows of the app that shows our pages. @param appId the app's number in the marketplace */
export function createAppCalls(request: Request, appId: string): AppCalls {
  return {
    async readAppKey() {
      const path = `/api/v2/apps/${encodeURIComponent(appId)}/public_key`;
      const reply = expectOk(await request({ method: "GET", path }));
      // As a JSON string by the documentation; a bare PEM and an object were seen as well.
      return parseReply(AppKeyReply, reply.json ?? reply.text);
    },
    async findAppInstallation() {
      const reply = await request({ method: "GET", path: "/api/support/apps/installations.json" });
      const { installations } = parseReply(AppInstallationsReply, expectOk(reply).json);
      return installations.find((installation) => installation.app_id === appId)?.id;
    },
  };
}

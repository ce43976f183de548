import type { ServiceContext } from "../services/context.ts";
import type { ReceiveContext } from "../services/deliveries/receive-delivery.ts";
import type { Principal } from "../services/sessions/principal.ts";
import type { BuiltPages } from "./built-pages.ts";

/** What the host gives to the app. */
export interface AppDeps {
  context: ServiceContext;
  receive: ReceiveContext;
  /** For programs: whoever shows this is the operator of this server. */
  accessToken: string;
  pages: BuiltPages;
  /** The address that a request comes from, as far as the runtime knows. */
  clientOf(bindings: unknown, header: (name: string) => string | undefined): string;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
}

/** What every guarded route finds in its context. */
export interface HttpEnv {
  Variables: {
    principal: Principal;
    /** What the caller showed, for the routes that end or renew it. */
    sessionToken: string;
    /** The one address that may show the answer in a frame. */
    frameAncestor: string | undefined;
    /** The help desk's own address from which the page loads its kit. */
    hostScriptOrigin: string | undefined;
    secureHeadersNonce?: string;
  };
}

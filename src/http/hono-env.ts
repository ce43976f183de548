import type { ServiceContext } from "../services/context.ts";
import type { ReceiveContext } from "../services/deliveries/receive-delivery.ts";

/** What the host gives to the app. */
export interface AppDeps {
  context: ServiceContext;
  receive: ReceiveContext;
  /** Whoever shows this may do everything: the operator of this server. */
  accessToken: string;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
}

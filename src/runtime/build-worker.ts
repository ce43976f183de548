import { AsyncLocalStorage } from "node:async_hooks";
import type { Predictor } from "../classifier/create-predictor.ts";
import { connectHyperdrive } from "../db/connect-hyperdrive.ts";
import type { Database } from "../db/database.ts";
import { createApp } from "../http/app.ts";
import { type CloudflareQueue, createCloudflareQueue } from "../jobs/cloudflare-queue.ts";
import type { ServiceContext } from "../services/context.ts";
import { createDeliveryRecorder, type DeliveryRecorder } from "../services/deliveries/delivery-recorder.ts";
import { createEndpointFinder } from "../services/deliveries/find-endpoint.ts";
import { createAesKeyring } from "./aes-keyring.ts";
import { createClientReader } from "./client-reader.ts";
import { createHelpdesks } from "./create-helpdesks.ts";
import { createOutsideModel } from "./create-outside-model.ts";
import { serviceSettings } from "./service-settings.ts";
import { createWorkerAssets, type WorkerAssets } from "./worker-assets.ts";
import { parseWorkerEnv, type WorkerBindings } from "./worker-env.ts";
import { createWorkerPlatform } from "./worker-platform.ts";
import { openWorkerSocket } from "./worker-socket.ts";

/** What belongs to one request, one batch of messages or one stroke of the clock, and must end with it. */
interface Invocation {
  database: Database;
  queue: CloudflareQueue;
  recorder: DeliveryRecorder;
  decisionGroups: ServiceContext["decisionGroups"];
}

export interface BuiltWorker {
  app: ReturnType<typeof createApp>;
  context: ServiceContext;
  assets: WorkerAssets;
  /** To be called before anything that routes or tries out tickets; costs something once in an isolate. */
  prepareToReadText(): Promise<void>;
  /**
   * Runs something as an invocation of its own.
   *
   * @param settleLater is given what is still to be done once the result is there
   */
  invoke<Result>(run: () => Promise<Result>, settleLater: (rest: Promise<void>) => void): Promise<Result>;
}

/**
 * The one place where everything is wired together on Workers. App, help desks and caches of plain data live as long as
 * the isolate and serve many invocations; whatever talks to the outside is the invocation's own, for the platform lets
 * nobody use what another request has opened.
 */
export async function buildWorker(bindings: WorkerBindings): Promise<BuiltWorker> {
  const env = parseWorkerEnv(bindings);
  const invocations = new AsyncLocalStorage<Invocation>();
  const current = () => {
    const invocation = invocations.getStore();
    if (!invocation) throw new Error("there is no database outside of a request");
    return invocation;
  };
  const platform = createWorkerPlatform(env);
  const assets = createWorkerAssets(bindings.ASSETS);
  // Most requests read no text; those that do have it fetched first.
  let starterIntents: Predictor | undefined;
  const context: ServiceContext = {
    get db() {
      return current().database.db;
    },
    get queue() {
      return current().queue;
    },
    get decisionGroups() {
      return current().decisionGroups;
    },
    policiesInForce: new Map(),
    rosters: new Map(),
    platform,
    keyring: await createAesKeyring(env.SIGNALBOX_ENCRYPTION_KEY, env.SIGNALBOX_OLD_ENCRYPTION_KEYS),
    helpdesks: createHelpdesks(env),
    compiledPolicies: new Map(),
    predictors: new Map(),
    get starterIntents() {
      return starterIntents;
    },
    outsideModel: createOutsideModel(env, platform),
    cannotTrain:
      "Workers have too little memory to train: run `npm start` with the same database beside them, and it trains.",
    settings: serviceSettings(env, env.SIGNALBOX_PUBLIC_URL),
  };
  const app = createApp({
    context,
    receive: {
      context,
      endpoints: createEndpointFinder(context),
      get recorder() {
        return current().recorder;
      },
    },
    accessToken: env.SIGNALBOX_ACCESS_TOKEN,
    // The platform itself writes this one, whatever the caller sent.
    clientOf: createClientReader(env.SIGNALBOX_CLIENT_ADDRESS_HEADER ?? "cf-connecting-ip"),
    ping: () => current().database.ping(),
    pages: assets.pages,
  });

  function openInvocation(): Invocation {
    const { host, port, user, password, database: name } = bindings.HYPERDRIVE;
    const address = { host, port, user, password, database: name, ssl: false };
    const database = connectHyperdrive({ ...address, stream: openWorkerSocket });
    const queue = createCloudflareQueue(bindings.JOBS, platform.log);
    const own = { db: database.db, queue, platform };
    const recorder = createDeliveryRecorder(own, database, { isShared: false });
    return { database, queue, recorder, decisionGroups: new Map() };
  }

  return {
    app,
    context,
    assets,
    async prepareToReadText() {
      starterIntents ??= await assets.fetchStarterIntents();
    },
    invoke(run, settleLater) {
      const invocation = openInvocation();
      return invocations.run(invocation, async () => {
        try {
          return await run();
        } finally {
          settleLater(invocation.recorder.drain().then(invocation.queue.flush));
        }
      });
    },
  };
}

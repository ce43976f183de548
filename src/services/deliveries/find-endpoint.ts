import { findInstallationByEndpoint } from "../../db/queries/installations.ts";
import type { Installation } from "../../db/schema/index.ts";
import { AppError } from "../../ports/app-error.ts";
import type { ServiceContext } from "../context.ts";
import { sealContext } from "../helpdesk/seal-context.ts";

/** Long enough to take the database out of the hot path, short enough that a change is soon seen. */
const freshMs = 10_000;
/** Someone who sends bad signatures must not be able to make us ask the database each time. */
const minAgeForRefreshMs = 1_000;
const cacheLimit = 1000;
/** Whoever asks for what is not there is answered by the database; while it stands still they must not pile up. */
const maxLookups = 500;

export interface Endpoint {
  installation: Installation;
  /** Undefined while the installation is still connecting. */
  secret: string | undefined;
  readAtMs: number;
  /** When somebody last asked for a fresh look because of a signature. */
  refreshedAtMs: number;
}

export interface EndpointFinder {
  find(helpdesk: string, endpoint: string): Promise<Endpoint | undefined>;
  /** Reads again, for a signature may fail because the secret was rotated a moment ago. */
  refresh(helpdesk: string, endpoint: string): Promise<Endpoint | undefined>;
}

type FinderContext = Pick<ServiceContext, "db" | "keyring" | "platform">;

/** Remembers endpoints and their opened secrets in memory; unknown ones are never remembered. */
export function createEndpointFinder(context: FinderContext): EndpointFinder {
  const known = new Map<string, Endpoint>();

  let lookups = 0;

  async function lookUp(helpdesk: string, endpoint: string): Promise<Installation | undefined> {
    if (lookups >= maxLookups) throw new AppError("busy", "the database does not keep up", "later");
    lookups += 1;
    try {
      return await findInstallationByEndpoint(context.db, helpdesk, endpoint);
    } finally {
      lookups -= 1;
    }
  }

  async function read(helpdesk: string, endpoint: string, refreshedAtMs = 0): Promise<Endpoint | undefined> {
    const installation = await lookUp(helpdesk, endpoint);
    if (!installation || installation.status === "uninstalled") return undefined;
    const { sealedSecret } = installation;
    const secret = sealedSecret
      ? await context.keyring.open(sealedSecret, sealContext(installation.id, "webhook secret"))
      : undefined;
    const found = { installation, secret, readAtMs: context.platform.now(), refreshedAtMs };
    if (known.size >= cacheLimit) known.clear();
    known.set(`${helpdesk}/${endpoint}`, found);
    return found;
  }

  return {
    async find(helpdesk, endpoint) {
      const found = known.get(`${helpdesk}/${endpoint}`);
      const isFresh = found && context.platform.now() - found.readAtMs < freshMs;
      return isFresh ? found : read(helpdesk, endpoint, found?.refreshedAtMs);
    },
    async refresh(helpdesk, endpoint) {
      const found = known.get(`${helpdesk}/${endpoint}`);
      const nowMs = context.platform.now();
      const isFresh = found && nowMs - found.refreshedAtMs < minAgeForRefreshMs;
      return isFresh ? found : read(helpdesk, endpoint, nowMs);
    },
  };
}

import type { ServiceSettings } from "../services/context.ts";
import type { Env } from "./env.ts";

/** @param publicUrl where help desks reach this server */
export function serviceSettings(env: Env, publicUrl: string): ServiceSettings {
  return {
    publicUrl: publicUrl.replace(/\/$/, ""),
    leaseSeconds: env.SIGNALBOX_LEASE_SECONDS,
    strandedAfterSeconds: env.SIGNALBOX_STRANDED_SECONDS,
    sweepIntervalSeconds: env.SIGNALBOX_SWEEP_SECONDS,
    sweepMinAgeSeconds: env.SIGNALBOX_SWEEP_MIN_AGE_SECONDS,
    registerDays: env.SIGNALBOX_REGISTER_DAYS,
    uninstallGraceDays: env.SIGNALBOX_UNINSTALL_GRACE_DAYS,
  };
}

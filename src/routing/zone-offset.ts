import { Temporal } from "temporal-polyfill";

/** A stretch of time in which a zone's clocks do not change: local time is UTC plus the offset. */
export interface OffsetSpan {
  fromMs: number;
  /** Exclusive. */
  untilMs: number;
  offsetMs: number;
}

// A cache and nothing more: what is in it follows from its key.
const spansByZone = new Map<string, OffsetSpan[]>();
const keptZones = 1000;
/** No span is claimed further than this from where it was asked for: how far a zone is searched is Temporal's affair. */
const reachMs = 400 * 86_400_000;

/**
 * Where an instant lies between two changes of the clocks. Asking Temporal takes microseconds, and every decision asks
 * for many people, so answers are kept.
 *
 * @returns undefined where the zone or the instant cannot be read.
 */
export function offsetSpanAt(zone: string, atMs: number): OffsetSpan | undefined {
  const known = spansByZone.get(zone);
  if (known) {
    for (const span of known) if (atMs >= span.fromMs && atMs < span.untilMs) return span;
  }
  const span = findSpan(zone, atMs);
  if (!span) return undefined;
  if (known) known.push(span);
  else {
    if (spansByZone.size >= keptZones) spansByZone.clear();
    spansByZone.set(zone, [span]);
  }
  return span;
}

function findSpan(zone: string, atMs: number): OffsetSpan | undefined {
  try {
    const moment = Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs)).toZonedDateTimeISO(zone);
    const before = moment.add({ nanoseconds: 1 }).getTimeZoneTransition("previous")?.epochMilliseconds;
    const after = moment.getTimeZoneTransition("next")?.epochMilliseconds;
    return {
      fromMs: Math.max(before ?? -Infinity, atMs - reachMs),
      untilMs: Math.min(after ?? Infinity, atMs + reachMs),
      offsetMs: moment.offsetNanoseconds / 1e6,
    };
  } catch {
    return undefined;
  }
}

import { humanRace } from "./human-race.ts";
import { morningFlood } from "./morning-flood.ts";
import { nightShift } from "./night-shift.ts";
import type { Scenario } from "./scenario.ts";
import { skillGap } from "./skill-gap.ts";
import { vip } from "./vip.ts";

export const scenarios: readonly Scenario[] = [morningFlood, nightShift, vip, skillGap, humanRace];

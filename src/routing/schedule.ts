import * as z from "zod";
import { Id, Name } from "./action.ts";
import { weekdays } from "./fields.ts";
import { problemTexts } from "./problem-text.ts";

const startTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, problemTexts["time form"]);
const endTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, problemTexts["time form"]);

/** Weekly opening hours on the wall clock of a time zone. */
export const Schedule = z
  .strictObject({
    id: Id,
    name: Name,
    /** IANA name; the policy's time zone when absent. */
    timezone: z.string().max(64).optional(),
    /** `to` at or before `from` means the next day. */
    hours: z
      .array(z.strictObject({ days: z.array(z.enum(weekdays)).min(1).max(7), from: startTime, to: endTime }))
      .max(50),
    /** Days, or parts of days, that are closed whatever the hours say. */
    holidays: z
      .array(
        z.strictObject({
          date: z.iso.date(),
          name: Name.optional(),
          from: startTime.optional(),
          to: endTime.optional(),
        }),
      )
      .max(500)
      .optional(),
  })
  .meta({ id: "Schedule" });
export type Schedule = z.infer<typeof Schedule>;

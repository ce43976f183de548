import * as z from "zod";

/** Where a word stood in the ticket's own subject or body, in UTF-16 units. */
export const Place = z.object({ part: z.enum(["subject", "body"]), start: z.number(), end: z.number() });
export type Place = z.infer<typeof Place>;

const signal = <Value extends z.ZodType>(value: Value) =>
  z.object({
    value,
    /** 0 to 1; absent where the signal is read off the text and not estimated. */
    confidence: z.number().optional(),
    /** The model outside of Signalbox that gave the signal; absent where it was our own reading. */
    by: z.string().optional(),
    /** The words that gave the signal, for the receipt. */
    words: z.array(z.string()).optional(),
    /** Where those words stood. */
    places: z.array(Place).optional(),
    /**
     * Where a model of ours gave the signal: what each of `words` adds to its lead over the next best label, in their
     * order, and what all else adds. They are whole hundredths, and `lead` is their sum.
     */
    shares: z
      .object({
        words: z.array(z.number()),
        rest: z.number(),
        lead: z.number(),
        /** The next best, where there is one that still means something. */
        against: value.optional(),
      })
      .optional(),
  });

/** Facts derived from the text before the decision. An absent signal is "not known": the classifier abstained. */
export const Signals = z.object({
  /** BCP 47, such as "de". */
  language: signal(z.string()).optional(),
  intent: signal(z.string()).optional(),
  /** Where tickets like this one ended, by the name of the group. */
  suggestedGroup: signal(z.string()).optional(),
  /** What priority tickets like this one had in the end. */
  suggestedPriority: signal(z.string()).optional(),
  /** How many minutes tickets like this one took, roughly. */
  handlingMinutes: signal(z.number()).optional(),
  /** 1 (routine) to 5. */
  complexity: signal(z.number()).optional(),
  /** -1 (angry) to 1. */
  sentiment: signal(z.number()).optional(),
  /** 0 to 1. */
  urgency: signal(z.number()).optional(),
  orderNumber: signal(z.string()).optional(),
  /** In the shop's own currency. */
  orderValue: signal(z.number()).optional(),
  trackingNumber: signal(z.string()).optional(),
  /** The largest sum of money that the text names, in whatever currency it names. */
  amount: signal(z.number()).optional(),
  /** The first day that the text names: YYYY-MM-DD. */
  date: signal(z.string()).optional(),
  vip: signal(z.boolean()).optional(),
  spam: signal(z.boolean()).optional(),
  /** Whether a machine wrote it: an absence note, a bounce, a no-reply sender. */
  autoReply: signal(z.boolean()).optional(),
});
export type Signals = z.infer<typeof Signals>;

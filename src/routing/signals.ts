import { z } from "zod";

const signal = <Value extends z.ZodType>(value: Value) =>
  z.object({
    value,
    /** 0 to 1; absent where the signal is read off the text and not estimated. */
    confidence: z.number().optional(),
    /** The words that gave the signal, for the receipt. */
    words: z.array(z.string()).optional(),
  });

/** Facts derived from the text before the decision. An absent signal is "not known": the classifier abstained. */
export const Signals = z.object({
  /** BCP 47, such as "de". */
  language: signal(z.string()).optional(),
  intent: signal(z.string()).optional(),
  /** 1 (routine) to 5. */
  complexity: signal(z.number()).optional(),
  /** -1 (angry) to 1. */
  sentiment: signal(z.number()).optional(),
  /** 0 to 1. */
  urgency: signal(z.number()).optional(),
  orderNumber: signal(z.string()).optional(),
  /** In the shop's own currency. */
  orderValue: signal(z.number()).optional(),
});
export type Signals = z.infer<typeof Signals>;

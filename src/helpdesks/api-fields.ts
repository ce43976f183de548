import * as z from "zod";

/** Ids come as numbers in one place and as strings in the next; we keep strings. */
export const Id = z.union([z.number(), z.string()]).transform(String);
export const OptionalId = Id.nullish().transform((id) => id ?? null);
export const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? null);
export const Tags = z
  .array(z.string())
  .nullish()
  .transform((tags) => tags ?? []);

/** What is not printable must not become a key: PostgreSQL refuses NUL, and with it the whole row. */
export const EventKey = z.string().regex(/^[\x21-\x7e]{1,200}$/);

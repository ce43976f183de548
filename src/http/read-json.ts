import * as z from "zod";
import { InputError } from "../ports/app-error.ts";

/** @throws InputError for what is not JSON, and for keys that reach into every object of the process */
export async function readJson(request: { text(): Promise<string> }): Promise<unknown> {
  const text = await request.text();
  try {
    return JSON.parse(text, refuseReservedKey);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError("the body is not JSON");
  }
}

function refuseReservedKey(key: string, value: unknown): unknown {
  if (key === "__proto__" || key === "constructor" || key === "prototype") {
    throw new InputError(`the key "${key}" is not allowed anywhere in the body`);
  }
  return value;
}

/** @throws InputError that names each field which is not right */
export function parseInput<T>(schema: z.ZodType<T>, json: unknown): T {
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new InputError(z.prettifyError(parsed.error));
  return parsed.data;
}

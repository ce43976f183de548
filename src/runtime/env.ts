import * as z from "zod";

const keyPattern = /^[A-Za-z0-9+/]{43}=$/;
const Seconds = z.coerce.number().positive().max(86_400);

export const Env = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: "give a PostgreSQL address, postgres://user:password@host:5432/name",
    })
    .optional(),
  SIGNALBOX_DATA_DIR: z.string().min(1).default(".data"),
  SIGNALBOX_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "give the address that help desks reach, https://…" })
    .optional(),
  SIGNALBOX_CLIENT_ADDRESS_HEADER: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{1,60}$/, "give the name of a header, as x-forwarded-for")
    .optional(),
  SIGNALBOX_REQUEST_SECONDS: Seconds.default(30),
  SIGNALBOX_ENCRYPTION_KEY: z
    .string()
    .regex(keyPattern, "give 32 random bytes in base64, as from: openssl rand -base64 32")
    .optional(),
  SIGNALBOX_OLD_ENCRYPTION_KEYS: z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .refine(
      (keys) => keys.every((key) => keyPattern.test(key)),
      "give the keys that were used before, in base64",
    ),
  SIGNALBOX_ACCESS_TOKEN: z.string().min(20, "give at least 20 characters").max(200).optional(),
  SIGNALBOX_ZENDESK_URL: z
    .url({ protocol: /^https?$/, error: "give the address of an emulated Zendesk, http://…" })
    .optional(),
  SIGNALBOX_FRESHDESK_URL: z
    .url({ protocol: /^https?$/, error: "give the address of an emulated Freshdesk, http://…" })
    .optional(),
  SIGNALBOX_ZENDESK_CLIENT_ID: z.string().min(1).max(200).optional(),
  SIGNALBOX_ZENDESK_CLIENT_SECRET: z.string().min(1).max(500).optional(),
  SIGNALBOX_ZENDESK_SCOPE: z.string().max(500).default("read tickets:write webhooks:write"),
  SIGNALBOX_ZENDESK_APP_ID: z
    .string()
    .regex(/^\d{1,16}$/, "give the number of your Zendesk app")
    .optional(),
  SIGNALBOX_REGISTER_DAYS: z.coerce.number().min(1).max(3650).default(365),
  SIGNALBOX_UNINSTALL_GRACE_DAYS: z.coerce.number().min(0).max(365).default(30),
  SIGNALBOX_OUTSIDE_MODEL_URL: z
    .url({ protocol: /^https?$/, error: "give the address of an OpenAI-compatible API, https://…/v1" })
    .optional(),
  SIGNALBOX_OUTSIDE_MODEL_NAME: z.string().min(1).max(100).optional(),
  SIGNALBOX_OUTSIDE_MODEL_KEY: z.string().min(1).max(500).optional(),
  SIGNALBOX_LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  SIGNALBOX_LEASE_SECONDS: Seconds.default(60),
  SIGNALBOX_STRANDED_SECONDS: Seconds.default(10),
  SIGNALBOX_SWEEP_SECONDS: Seconds.default(60),
  SIGNALBOX_SWEEP_MIN_AGE_SECONDS: z.coerce.number().min(0).max(3600).default(30),
  SIGNALBOX_STOP_SECONDS: Seconds.default(20),
});
export type Env = z.infer<typeof Env>;

/** What is wrong with the environment, a line for each variable. */
export class EnvError extends Error {
  override name = "EnvError";
}

/** Parses the environment once, at the door. Empty variables count as absent. @throws EnvError naming each bad one */
export function parseEnv(raw: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ""));
  const parsed = Env.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new EnvError(`The environment is not right:\n${lines.join("\n")}\nREADME.md lists all variables.`);
}

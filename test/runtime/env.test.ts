import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Env, EnvError, parseEnv } from "../../src/runtime/env.ts";

const names = Object.keys(Env.shape);

function messageOf(raw: Record<string, string>): string {
  try {
    parseEnv(raw);
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
  throw new Error("it was accepted");
}

describe("the environment", () => {
  it("may be empty", () => {
    expect(parseEnv({})).toMatchObject({
      PORT: 8080,
      HOST: "127.0.0.1",
      SIGNALBOX_DATA_DIR: ".data",
      SIGNALBOX_LOG_LEVEL: "info",
    });
  });

  it("may leave any variable empty, which is the same as leaving it out", () => {
    expect(parseEnv(Object.fromEntries(names.map((name) => [name, ""])))).toEqual(parseEnv({}));
  });

  it("may hold what is none of ours", () => {
    expect(parseEnv({ PATH: "/bin", SIGNALBOX_UNKNOWN: "1" })).toEqual(parseEnv({}));
  });

  it.each([
    ["PORT", "http", /number/],
    ["PORT", "70000", /65535/],
    ["PORT", "80.5", /int/],
    ["DATABASE_URL", "mysql://a@b/c", /postgres:\/\/user:password@host:5432\/name/],
    ["DATABASE_URL", "localhost", /postgres:\/\//],
    ["SIGNALBOX_PUBLIC_URL", "signalbox.example", /https:\/\//],
    ["SIGNALBOX_PUBLIC_URL", "javascript:alert(1)", /https:\/\//],
    ["SIGNALBOX_ENCRYPTION_KEY", "secret", /openssl rand -base64 32/],
    ["SIGNALBOX_ACCESS_TOKEN", "short", /at least 20/],
    ["SIGNALBOX_ZENDESK_URL", "acme", /http:\/\//],
    ["SIGNALBOX_LOG_LEVEL", "loud", /"debug"\|"info"\|"warn"\|"error"\|"silent"/],
    ["SIGNALBOX_LEASE_SECONDS", "-1", />0/],
    ["SIGNALBOX_STRANDED_SECONDS", "soon", /number/],
    ["SIGNALBOX_SWEEP_SECONDS", "0", />0/],
    ["SIGNALBOX_SWEEP_MIN_AGE_SECONDS", "4000", /<=3600/],
    ["SIGNALBOX_STOP_SECONDS", "1e9", /<=86400/],
  ])("is refused with %s=%s, and says what would be right", (name, value, right) => {
    const line = messageOf({ [name]: value })
      .split("\n")
      .find((candidate) => candidate.includes(`${name}:`));
    expect(line).toMatch(right);
  });

  it("is refused with a line for each bad variable, and without the values, which may be secret", () => {
    const message = messageOf({ PORT: "x", SIGNALBOX_ACCESS_TOKEN: "hunter2", DATABASE_URL: "my-password" });
    expect(message.match(/^ {2}[A-Z_]+:/gm)).toEqual([
      "  PORT:",
      "  DATABASE_URL:",
      "  SIGNALBOX_ACCESS_TOKEN:",
    ]);
    expect(message).not.toMatch(/hunter2|my-password/);
  });

  const readme = new URL("../../README.md", import.meta.url);
  it.each(names)("has %s in the configuration table of the README", (name) => {
    const text = existsSync(readme) ? readFileSync(readme, "utf8") : "";
    const rows = text.split("\n").filter((line) => line.startsWith("|"));
    expect(rows.some((row) => row.includes(`\`${name}\``))).toBe(true);
  });
});

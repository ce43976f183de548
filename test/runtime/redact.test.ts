import { describe, expect, it } from "vitest";
import { redact } from "../../src/runtime/redact.ts";

const secret = "s3cr3t-value-1234567890";

describe("what goes into a log", () => {
  it.each([
    ["a field by its name", { accessToken: secret, nested: { client_secret: secret, cookie: secret } }],
    ["a header in a sentence", { reason: `sent Authorization: Bearer ${secret}` }],
    [
      "an address with a code",
      { error: new Error(`GET https://a.example/cb?code=${secret}&state=${secret}`) },
    ],
    ["a database address", { message: `cannot connect to postgres://me:${secret}@db:5432/x` }],
    [
      "a failed query's parameters",
      { error: new Error(`Failed query: insert into x values ($1)\nparams: ${secret}`) },
    ],
    [
      "the cause of a cause",
      { error: new Error("a", { cause: new Error("b", { cause: { token: secret } }) }) },
    ],
    ["a list", { all: [{ password: secret }, `Bearer ${secret}`] }],
    ["a signed token", { message: `eyJhbGciOiJSUzI1NiJ9.${secret}.${secret}` }],
  ])("does not tell %s", (_name, fields) => {
    expect(JSON.stringify(redact(fields))).not.toContain(secret);
  });

  it("still tells ids, reasons and where it went wrong", () => {
    const error = new Error("the help desk answered 503");
    const told = JSON.stringify(
      redact({ installationId: "ins_1", ticketId: "1001", state: "assigned", error }),
    );
    for (const word of ["ins_1", "1001", "assigned", "answered 503", "redact.test.ts"])
      expect(told).toContain(word);
  });
});

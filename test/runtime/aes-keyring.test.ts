import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAesKeyring } from "../../src/runtime/aes-keyring.ts";

const keyBase64 = Buffer.alloc(32, 7).toString("base64");
const text = fc.string({ unit: "binary", maxLength: 2_000 });
const broken = { code: "seal-broken", retry: "never" };

/** The sealed text with one bit of its iv, its ciphertext or its tag flipped. */
function flipBit(sealed: string, position: number): string {
  const [version, keyId, payload = ""] = sealed.split(".");
  const bytes = Buffer.from(payload, "base64");
  const index = Math.floor(position / 8) % bytes.length;
  bytes[index] = (bytes[index] ?? 0) ^ (1 << (position % 8));
  return `${version}.${keyId}.${bytes.toString("base64")}`;
}

describe("a sealed secret", () => {
  it("opens to what was sealed, for any text and context", async () => {
    const keyring = await createAesKeyring(keyBase64);
    await fc.assert(
      fc.asyncProperty(text, text, async (plain, context) => {
        expect(await keyring.open(await keyring.seal(plain, context), context)).toBe(plain);
      }),
    );
  });

  it("opens after a restart, for the same key makes the same keyring", async () => {
    const sealed = await (await createAesKeyring(keyBase64)).seal("token", "ins_1/credentials");
    const restarted = await createAesKeyring(keyBase64);
    expect(await restarted.open(sealed, "ins_1/credentials")).toBe("token");
  });

  it("shows nothing of itself, and looks different each time", async () => {
    const keyring = await createAesKeyring(keyBase64);
    const [a, b] = [await keyring.seal("token-123456", "c"), await keyring.seal("token-123456", "c")];
    expect(a).not.toBe(b);
    expect(Buffer.from(a.split(".")[2] ?? "", "base64").toString("latin1")).not.toContain("token");
  });

  it("does not open once a single bit was flipped", async () => {
    const keyring = await createAesKeyring(keyBase64);
    await fc.assert(
      fc.asyncProperty(text, fc.nat(), async (plain, position) => {
        const sealed = flipBit(await keyring.seal(plain, "c"), position);
        await expect(keyring.open(sealed, "c")).rejects.toMatchObject(broken);
      }),
    );
  });

  it("does not open where it was moved to another row", async () => {
    const keyring = await createAesKeyring(keyBase64);
    await fc.assert(
      fc.asyncProperty(text, text, async (context, other) => {
        fc.pre(context !== other);
        const sealed = await keyring.seal("token", context);
        await expect(keyring.open(sealed, other)).rejects.toMatchObject(broken);
      }),
    );
  });

  it("does not open under another key, and says so", async () => {
    const sealed = await (await createAesKeyring(keyBase64)).seal("token", "c");
    const other = await createAesKeyring(randomBytes(32).toString("base64"));
    await expect(other.open(sealed, "c")).rejects.toMatchObject(broken);
    await expect(other.open(sealed, "c")).rejects.toThrow("another encryption key");
  });

  it.each(["", "v1", "v1..", "v2.00000000.AAAA", "not sealed at all"])(
    "does not open from %j",
    async (sealed) => {
      const keyring = await createAesKeyring(keyBase64);
      await expect(keyring.open(sealed, "c")).rejects.toMatchObject(broken);
    },
  );

  it("does not open when it was cut short, down to nothing", async () => {
    const keyring = await createAesKeyring(keyBase64);
    const sealed = await keyring.seal("token", "c");
    for (let length = 0; length < sealed.length - 2; length++) {
      await expect(keyring.open(sealed.slice(0, length), "c")).rejects.toMatchObject(broken);
    }
  });

  it("needs a key of 32 bytes", async () => {
    await expect(createAesKeyring(randomBytes(31).toString("base64"))).rejects.toThrow();
  });
});

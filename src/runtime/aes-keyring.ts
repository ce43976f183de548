import { AppError } from "../ports/app-error.ts";
import type { Keyring } from "../ports/keyring.ts";

const ivBytes = 12;
const encoder = new TextEncoder();

/**
 * AES-256-GCM. A sealed text is `v1.<key id>.<base64 of iv and ciphertext>`; the context is authenticated with it.
 *
 * @param keyBase64 32 bytes; everything is sealed under it
 * @param oldKeysBase64 keys that were used before and still open what they sealed
 */
export async function createAesKeyring(
  keyBase64: string,
  oldKeysBase64: readonly string[] = [],
): Promise<Keyring> {
  const current = await importKey(keyBase64);
  const byId = new Map(
    [current, ...(await Promise.all(oldKeysBase64.map(importKey)))].map((one) => [one.id, one.key]),
  );
  return {
    async seal(plain, context) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
      const sealed = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData: encoder.encode(context) },
        current.key,
        encoder.encode(plain),
      );
      const bytes = new Uint8Array([...iv, ...new Uint8Array(sealed)]);
      return `v1.${current.id}.${btoa(String.fromCharCode(...bytes))}`;
    },
    async open(sealed, context) {
      const [version, sealedBy = "", payload = ""] = sealed.split(".");
      const key = byId.get(sealedBy);
      if (version !== "v1" || !key) {
        throw new AppError("seal-broken", "a secret was sealed under another encryption key");
      }
      try {
        const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
        const plain = await crypto.subtle.decrypt(
          { name: "AES-GCM", iv: bytes.slice(0, ivBytes), additionalData: encoder.encode(context) },
          key,
          bytes.slice(ivBytes),
        );
        return new TextDecoder("utf-8", { ignoreBOM: true }).decode(plain);
      } catch (error) {
        throw new AppError("seal-broken", "a sealed secret was changed or moved", "never", { cause: error });
      }
    },
    isCurrent: (sealed) => sealed.startsWith(`v1.${current.id}.`),
  };
}

/** A key is known by the start of its digest, which tells nothing of the key. */
async function importKey(keyBase64: string) {
  const raw = Uint8Array.from(atob(keyBase64), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", raw));
  const id = [...digest.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { id, key };
}

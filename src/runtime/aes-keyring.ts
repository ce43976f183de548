import { AppError } from "../ports/app-error.ts";
import type { Keyring } from "../ports/keyring.ts";

const ivBytes = 12;

/**
 * AES-256-GCM. A sealed text is `v1.<key id>.<base64 of iv and ciphertext>`; the context is authenticated with it.
 *
 * @param keyBase64 32 bytes
 */
export async function createAesKeyring(keyBase64: string): Promise<Keyring> {
  const raw = Uint8Array.from(atob(keyBase64), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", raw));
  const keyId = [...digest.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const encoder = new TextEncoder();
  return {
    async seal(plain, context) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
      const sealed = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData: encoder.encode(context) },
        key,
        encoder.encode(plain),
      );
      const bytes = new Uint8Array([...iv, ...new Uint8Array(sealed)]);
      return `v1.${keyId}.${btoa(String.fromCharCode(...bytes))}`;
    },
    async open(sealed, context) {
      const [version, sealedBy, payload = ""] = sealed.split(".");
      if (version !== "v1" || sealedBy !== keyId) {
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
  };
}

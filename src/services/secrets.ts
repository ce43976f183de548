import { sha256 as hash } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

/** 256 random bits in base64url; also a PKCE verifier. */
export function newSecret(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/**
 * SHA-256 in base64url: how a secret that is only compared is stored, and the challenge of a PKCE verifier. Texts are short,
 * and WebCrypto's way through other threads costs more than the hash.
 */
export async function sha256(text: string): Promise<string> {
  return toBase64Url(hash(utf8ToBytes(text)));
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

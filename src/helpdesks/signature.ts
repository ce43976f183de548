import type { HmacSha256 } from "../ports/platform.ts";

/** More tenants than this in one process start again with an empty cache, which only costs time. */
const keyCacheLimit = 1000;

/** HMAC-SHA256 by WebCrypto, which every runtime has. Keys are kept, for importing one costs more than using it. */
export function createWebCryptoHmac(): HmacSha256 {
  const keys = new Map<string, ReturnType<typeof importKey>>();
  return async (secret, parts) => {
    const known = keys.get(secret);
    if (!known && keys.size >= keyCacheLimit) keys.clear();
    const key = known ?? importKey(secret);
    keys.set(secret, key);
    const digest = new Uint8Array(await crypto.subtle.sign("HMAC", await key, join(parts)));
    return btoa(String.fromCharCode(...digest));
  };
}

function join(parts: (string | Uint8Array<ArrayBuffer>)[]): Uint8Array<ArrayBuffer> {
  const pieces = parts.map((part) => (typeof part === "string" ? new TextEncoder().encode(part) : part));
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function importKey(secret: string) {
  return crypto.subtle.importKey(
    "raw",
    // The secret is text that looks like base64; it is used as it stands.
    new TextEncoder().encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
}

/** Compares in a time that depends on the length only, which everybody knows. */
export function isSameSignature(given: string, expected: string): boolean {
  if (given.length !== expected.length) return false;
  let difference = 0;
  for (let index = 0; index < expected.length; index++) {
    difference |= given.charCodeAt(index) ^ expected.charCodeAt(index);
  }
  return difference === 0;
}

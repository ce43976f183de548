type HmacKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** Keys by secret: importing one costs more than a check. */
export type HmacKeys = Map<string, Promise<HmacKey>>;

/** More tenants than this in one process start again with an empty cache, which only costs time. */
const keyCacheLimit = 1000;

/** Checks HMAC-SHA256 in constant time; the secret is used as UTF-8 text, as it stands. */
export async function verifyHmacSha256(input: {
  keys: HmacKeys;
  secret: string;
  message: Uint8Array<ArrayBuffer>;
  signatureBase64: string;
}): Promise<boolean> {
  const signature = decodeBase64(input.signatureBase64);
  if (!signature) return false;
  return crypto.subtle.verify("HMAC", await importKey(input.keys, input.secret), signature, input.message);
}

function importKey(keys: HmacKeys, secret: string): Promise<HmacKey> {
  const known = keys.get(secret);
  if (known) return known;
  if (keys.size >= keyCacheLimit) keys.clear();
  const key = crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["verify"],
  );
  keys.set(secret, key);
  return key;
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

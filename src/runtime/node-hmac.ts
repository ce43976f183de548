import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import type { HmacSha256 } from "../ports/platform.ts";

/** More tenants than this in one process start again with an empty cache, which only costs time. */
const keyCacheLimit = 1000;

/**
 * HMAC-SHA256 on the spot. WebCrypto sends each computation through Node's thread pool, and for a body of 2 KB the
 * way there and back costs several times the hash.
 */
export function createNodeHmac(): HmacSha256 {
  const keys = new Map<string, KeyObject>();
  return (secret, parts) => {
    const known = keys.get(secret);
    if (!known && keys.size >= keyCacheLimit) keys.clear();
    const key = known ?? createSecretKey(secret, "utf8");
    keys.set(secret, key);
    const hmac = createHmac("sha256", key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("base64");
  };
}

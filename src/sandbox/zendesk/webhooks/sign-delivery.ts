import { createHmac } from "node:crypto";

/** Signs test calls made before a webhook exists; published by the vendor, worthless as a secret. */
export const testSigningSecret = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";

/** The secret is used as text: it looks like base64 and must not be decoded. */
export function signDelivery(input: {
  secret: string;
  timestamp: string;
  body: Uint8Array | string;
}): string {
  return createHmac("sha256", input.secret).update(input.timestamp).update(input.body).digest("base64");
}

/** Written from the documentation and without a look at the sandbox's own signing. */
export async function signWithWebCrypto(input: {
  secret: string;
  timestamp: string;
  rawBody: Uint8Array | string;
}): Promise<string> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(input.secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const body = typeof input.rawBody === "string" ? encoder.encode(input.rawBody) : input.rawBody;
  const stamp = encoder.encode(input.timestamp);
  const message = new Uint8Array(stamp.length + body.length);
  message.set(stamp);
  message.set(body, stamp.length);
  const mac = await crypto.subtle.sign("HMAC", key, message);
  return btoa(String.fromCharCode(...new Uint8Array(mac)));
}

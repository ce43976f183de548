const decoder = new TextDecoder("utf-8", { fatal: true });

/** Undefined for bytes that are no UTF-8 or no JSON. */
export function parseJsonBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(body));
  } catch {
    return undefined;
  }
}

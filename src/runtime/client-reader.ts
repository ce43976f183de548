import type { HttpBindings } from "@hono/node-server";

/**
 * The address that a request comes from.
 *
 * @param headerName set where a proxy of the operator's own adds the address at the end of this header; without one
 * anybody could write what they like into it
 */
export function createClientReader(headerName: string | undefined) {
  return (bindings: unknown, header: (name: string) => string | undefined): string => {
    const told = headerName === undefined ? undefined : header(headerName)?.split(",").at(-1)?.trim();
    return told || ((bindings as Partial<HttpBindings>).incoming?.socket.remoteAddress ?? "unknown");
  };
}

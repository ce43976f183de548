import type { Connected } from "./test-server.ts";

export interface ApiAnswer {
  status: number;
  // Each test knows what it asked for.
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the test's own to check
  json: any;
}

/** Calls the API of one installation as whoever shows the token; the operator by default. */
export function apiOf(it: Pick<Connected, "url" | "installationId" | "accessToken">, token = it.accessToken) {
  return async (method: string, path: string, body?: unknown): Promise<ApiAnswer> => {
    const answer = await fetch(`${it.url}/api/installations/${it.installationId}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, json: text === "" ? undefined : JSON.parse(text) };
  };
}

/** As loose as JSON itself, since tests look into replies field by field. */
type JsonBody = ReturnType<typeof JSON.parse>;

export type Reply = { status: number; headers: Headers; text: string; body: JsonBody };

/** One plain request, without any client's opinion of what an answer means. */
export async function call(
  url: string,
  input: {
    method: string;
    /** Text is sent as it is, everything else as JSON. */
    body: unknown;
    authorization: string | null;
    headers: Record<string, string> | undefined;
  },
): Promise<Reply> {
  const { method, body, authorization, headers } = input;
  const response = await fetch(url, {
    method,
    redirect: "manual",
    headers: {
      ...(authorization === null ? {} : { Authorization: authorization }),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : undefined,
  };
}

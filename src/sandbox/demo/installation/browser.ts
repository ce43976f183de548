/** As much of a browser as an installation needs: the cookies of one site, sent back to it and to no other. */
export interface Browser {
  visit(url: string, fields?: Record<string, string>): Promise<Response>;
  /** As the browser would send them back. */
  cookies(): string;
}

export function openBrowser(siteUrl: string): Browser {
  const jar = new Map<string, string>();
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  return {
    cookies,
    async visit(url, fields) {
      const isOurs = url.startsWith(siteUrl);
      const response = await fetch(url, {
        redirect: "manual",
        headers: isOurs ? { cookie: cookies(), origin: siteUrl } : {},
        ...(fields ? { method: "POST", body: new URLSearchParams(fields) } : {}),
      });
      if (isOurs) for (const line of response.headers.getSetCookie()) keep(jar, line);
      return response;
    },
  };
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = ""] = line.split(";");
  const at = pair.indexOf("=");
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (value === "") jar.delete(name);
  else jar.set(name, value);
}

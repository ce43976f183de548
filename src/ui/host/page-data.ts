/** What the server put into the page; see src/http/pages/ui-page.ts. A packed page has none. */
export interface PageData {
  helpdesk: "zendesk" | "freshdesk";
  /** Whether a help desk's frame is around the page. */
  isFramed: boolean;
  installationId?: string;
  token?: string;
  expiresAt?: string;
  role?: "agent" | "lead" | "admin" | "operator";
}

export function readPageData(): PageData | undefined {
  const text = document.getElementById("session")?.textContent;
  return text ? (JSON.parse(text) as PageData) : undefined;
}

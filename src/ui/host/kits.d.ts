/** What we use of the help desks' own kits, by their documentation. */

interface ZafClient {
  on(event: string, handler: (data: unknown) => void): void;
  context(): Promise<{ ticketId?: number; location?: string }>;
  get(path: string | string[]): Promise<Record<string, unknown>>;
  invoke(action: string, ...parameters: unknown[]): Promise<unknown>;
}

interface ZafStart {
  /** False where the page's address does not say which app it is. */
  init(): ZafClient | false;
}

interface FreshworksClient {
  events: { on(event: string, handler: (event: unknown) => void): void };
  data: { get(name: string): Promise<Record<string, unknown>> };
  request: { invoke(name: string, input: object): Promise<{ response: unknown }> };
  interface: { trigger(action: string, input: object): Promise<unknown> };
  instance: { resize(size: { height: string }): Promise<unknown> };
}

interface Window {
  ZAFClient?: ZafStart;
  app?: { initialized(): Promise<FreshworksClient> };
}

declare module "zendesk_app_framework_sdk" {
  const ZAFClient: ZafStart;
  export default ZAFClient;
}

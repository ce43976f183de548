import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from "react";
import type { ColorScheme, Host } from "./host.ts";

const Context = createContext<Host | undefined>(undefined);

export function HostProvider(props: { host: Host; children: ReactNode }) {
  return <Context.Provider value={props.host}>{props.children}</Context.Provider>;
}

export function useHost(): Host {
  const host = useContext(Context);
  if (!host) throw new Error("there is no host around this");
  return host;
}

/** The ticket that is looked at now. */
export function useTicketId(): string | undefined {
  const host = useHost();
  return useSyncExternalStore(
    (changed) => host.onTicketChange(changed),
    () => host.ticketId,
  );
}

export function useColorScheme(host: Host): ColorScheme {
  return useSyncExternalStore(
    (changed) => host.onColorSchemeChange(changed),
    () => host.colorScheme,
  );
}

/** Keeps the host's frame as high as the page. */
export function useSelfSizing(): void {
  const host = useHost();
  useEffect(() => {
    let lastPx = 0;
    const observer = new ResizeObserver(() => {
      const heightPx = Math.ceil(document.body.getBoundingClientRect().height);
      if (heightPx === lastPx || heightPx === 0) return;
      lastPx = heightPx;
      host.resize(heightPx);
    });
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [host]);
}

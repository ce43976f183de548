import { type ComponentType, useEffect, useState } from "react";
import { sidebarText } from "../messages/sidebar-text.ts";
import { StorySkeleton } from "./story-skeleton.tsx";

/** A part of the page that is fetched by itself, and kept. */
export interface LaterPart<Props extends object> {
  /** Undefined until it is there. */
  loaded: ComponentType<Props> | undefined;
  load(): Promise<void>;
}

export function laterPart<Props extends object>(
  fetchPart: () => Promise<ComponentType<Props>>,
): LaterPart<Props> {
  const part: LaterPart<Props> = {
    loaded: undefined,
    async load() {
      part.loaded ??= await fetchPart();
    },
  };
  return part;
}

/** Fetches parts once the browser has nothing better to do, so that whoever presses a button has them at once. */
export function useIdleLoading(parts: readonly { load(): Promise<void> }[]): void {
  useEffect(() => {
    const load = () => {
      // What does not come is asked for again when it is needed, and said then.
      for (const part of parts) part.load().catch(() => {});
    };
    // Not every browser tells when it is idle.
    if (!("requestIdleCallback" in window)) {
      const timer = setTimeout(load, 500);
      return () => clearTimeout(timer);
    }
    const request = requestIdleCallback(load, { timeout: 2_000 });
    return () => cancelIdleCallback(request);
  }, [parts]);
}

/** Shows a part: at once where it is there, which a suspended one is not, for that is drawn a second time. */
export function Later<Props extends object>({ part, props }: { part: LaterPart<Props>; props: Props }) {
  const { tell } = sidebarText.useText();
  const [state, setState] = useState<"loading" | "there" | "failed">(part.loaded ? "there" : "loading");
  useEffect(() => {
    if (state !== "loading") return;
    part.load().then(
      () => setState("there"),
      () => setState("failed"),
    );
  }, [part, state]);
  if (state === "failed") return <p role="alert">{tell("error.offline")}</p>;
  return part.loaded ? <part.loaded {...props} /> : <StorySkeleton />;
}

import { Button } from "@zendeskgarden/react-buttons";
import { lazy, Suspense, useRef, useState } from "react";
import { sidebarText } from "../messages/sidebar-text.ts";
import { Quiet, Row, Stack } from "./parts.tsx";
import { StorySkeleton } from "./story-skeleton.tsx";
import { useMayAct } from "./use-may-act.ts";
import type { RoutedStory } from "./use-story.ts";

// Most people only read: what they do not point at they do not load, and what they press is there already.
const load = {
  reroute: () => import("./reroute-panel.tsx"),
  wrong: () => import("./wrong-place-form.tsx"),
};
const ReroutePanel = lazy(async () => ({ default: (await load.reroute()).ReroutePanel }));
const WrongPlaceForm = lazy(async () => ({ default: (await load.wrong()).WrongPlaceForm }));

/** What an agent can do about where a ticket is. */
export function Actions({ ticketId, story }: { ticketId: string; story: RoutedStory | undefined }) {
  const { tell } = sidebarText.useText();
  const [shown, show] = useState<"reroute" | "wrong">();
  const opener = useRef<HTMLButtonElement | null>(null);
  if (!useMayAct()) return null;
  const close = () => {
    show(undefined);
    // Whoever uses the keyboard goes on where they were.
    opener.current?.focus();
  };
  const button = (name: "reroute" | "wrong") => (
    <Button
      size="small"
      aria-expanded={shown === name}
      onPointerEnter={load[name]}
      onFocus={load[name]}
      onClick={(event) => {
        opener.current = event.currentTarget;
        show(shown === name ? undefined : name);
      }}
    >
      {tell(`act.${name}`)}
    </Button>
  );
  return (
    <Stack>
      <Row>
        {story?.state === "pending" ? null : button("reroute")}
        {story ? button("wrong") : null}
      </Row>
      {story?.correction && shown !== "wrong" ? (
        <Quiet>{tell("wrong.said", { reason: tell(`wrong.${story.correction.reason}`) })}</Quiet>
      ) : null}
      <Suspense fallback={<StorySkeleton />}>
        {shown === "reroute" ? <ReroutePanel ticketId={ticketId} onClose={close} /> : null}
        {shown === "wrong" && story ? (
          <WrongPlaceForm ticketId={ticketId} story={story} onClose={close} />
        ) : null}
      </Suspense>
    </Stack>
  );
}

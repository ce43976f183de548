import { Button } from "@zendeskgarden/react-buttons";
import { useRef, useState } from "react";
import { sidebarText } from "../messages/sidebar-text.ts";
import { Later, laterPart, useIdleLoading } from "./later-part.tsx";
import { Quiet, Row, Stack } from "./parts.tsx";
import { useMayAct } from "./use-may-act.ts";
import type { RoutedStory } from "./use-story.ts";

// Most people only read: none of this is fetched before there is something to read.
const reroutePanel = laterPart(async () => (await import("./reroute-panel.tsx")).ReroutePanel);
const wrongPlaceForm = laterPart(async () => (await import("./wrong-place-form.tsx")).WrongPlaceForm);
const parts = [wrongPlaceForm, reroutePanel];

/** What an agent can do about where a ticket is; for those who may. */
export function Actions(props: { ticketId: string; story: RoutedStory | undefined }) {
  return useMayAct() ? <ActionsOfAgents {...props} /> : null;
}

function ActionsOfAgents({ ticketId, story }: { ticketId: string; story: RoutedStory | undefined }) {
  const { tell } = sidebarText.useText();
  const [shown, show] = useState<"reroute" | "wrong">();
  const opener = useRef<HTMLButtonElement | null>(null);
  useIdleLoading(parts);
  const close = () => {
    show(undefined);
    // Whoever uses the keyboard goes on where they were.
    opener.current?.focus();
  };
  const button = (name: "reroute" | "wrong") => (
    <Button
      size="small"
      aria-expanded={shown === name}
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
      {shown === "reroute" ? <Later part={reroutePanel} props={{ ticketId, onClose: close }} /> : null}
      {shown === "wrong" && story ? (
        <Later part={wrongPlaceForm} props={{ ticketId, story, onClose: close }} />
      ) : null}
    </Stack>
  );
}

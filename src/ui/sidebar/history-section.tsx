import { sidebarText } from "../messages/sidebar-text.ts";
import { List, Quiet } from "./parts.tsx";
import { timeTeller } from "./tell-time.ts";
import type { RoutedStory } from "./use-story.ts";

type StoryEvent = RoutedStory["history"][number];

/** What happened to the ticket, latest first. */
export function HistorySection({ history }: { history: StoryEvent[] }) {
  const { language } = sidebarText.useText();
  const time = timeTeller(language);
  return (
    <List as="ol">
      {history.map((event) => (
        <li key={`${event.kind} ${event.at}`}>
          <Quiet as="time" dateTime={event.at}>
            {time(event.at)}
          </Quiet>{" "}
          <EventText event={event} />
        </li>
      ))}
    </List>
  );
}

function EventText({ event }: { event: StoryEvent }) {
  const { tell } = sidebarText.useText();
  switch (event.kind) {
    case "opened":
      return <>{tell(`history.${event.source}`)}</>;
    case "ended":
      return <>{[tell(`state.${event.state}`), event.agent, event.queue].filter(Boolean).join(" · ")}</>;
    case "corrected": {
      const by = event.by ?? tell("history.somebody");
      const said = tell("history.corrected", { reason: tell(`wrong.${event.reason}`), by });
      return <>{event.group === null ? said : `${said} → ${event.group}`}</>;
    }
  }
}

import { useQuery } from "@tanstack/react-query";
import { createApi } from "../api/create-api.ts";
import { useHost } from "../host/host-context.tsx";
import { settingsText } from "../messages/settings-text.ts";

/** The latest tickets and what became of them. */
export function RegisterPage() {
  const { tell } = settingsText.useText();
  const host = useHost();
  const { data } = useQuery({
    queryKey: ["register"],
    queryFn: async () => {
      const { tickets, installationId } = await createApi(host)();
      return (await tickets.$get({ param: { installationId } })).json();
    },
  });
  if (!data) return <p>{tell("loading")}</p>;
  return (
    <ul>
      {data.tickets.map(({ cycle }) => (
        <li key={`${cycle.ticketId}-${cycle.cycle}`}>
          {cycle.ticketId} {tell(`state.${cycle.state}`)} {cycle.reason}
        </li>
      ))}
    </ul>
  );
}

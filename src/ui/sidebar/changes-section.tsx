import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "@zendeskgarden/react-loaders";
import { createApi } from "../api/create-api.ts";
import { useHost } from "../host/host-context.tsx";
import { sidebarText } from "../messages/sidebar-text.ts";
import { List, Quiet, Section } from "./parts.tsx";

type Key = { ticketId: string; decisionId: string };

/** What would have sent the ticket elsewhere; asked for only when somebody opens it, for it costs the server most. */
export function ChangesSection(key: Key) {
  const { tell } = sidebarText.useText();
  return <Section title={tell("section.changes")}>{() => <Changes {...key} />}</Section>;
}

function Changes({ ticketId, decisionId }: Key) {
  const { tell, language } = sidebarText.useText();
  const host = useHost();
  const { data, isError } = useQuery({
    queryKey: ["changes", ticketId, decisionId],
    queryFn: async () => {
      const { tickets, installationId } = await createApi(host)();
      return (await tickets[":ticketId"].changes.$get({ param: { installationId, ticketId } })).json();
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isError) return <p>{tell("changes.missing")}</p>;
  if (!data) return <Skeleton height="48px" />;
  return (
    <>
      {data.isAsThen ? null : <Quiet>{tell("changes.now")}</Quiet>}
      {data.changes.length === 0 ? <p>{tell("changes.none")}</p> : null}
      <List>
        {data.changes.map((change) => (
          <li key={change.sentence}>{language === "en" ? change.sentence : <Told change={change} />}</li>
        ))}
      </List>
    </>
  );
}

type Change = {
  kind: "fact" | "agent" | "rule";
  subject: string;
  state?: string | undefined;
  from: unknown;
  to: unknown;
  test?: { operator: string; value?: unknown; holds: boolean } | undefined;
  result: { outcome: string; queue: string | null; agent: string | null };
};

/** The change and where it leads, in few words of any language. */
function Told({ change }: { change: Change }) {
  const { tell } = sidebarText.useText();
  const { agent, queue } = change.result;
  const place = [agent, queue].filter(Boolean).join(", ") || tell("state.left alone");
  return (
    <>
      <Condition change={change} /> → <strong>{place}</strong>
    </>
  );
}

function Condition({ change }: { change: Change }) {
  const { tell, tellName } = sidebarText.useText();
  const { kind, subject, state = "", from, to, test } = change;
  if (kind === "rule") return <>{tell("changes.rule", { subject })}</>;
  if (kind === "agent") {
    const show = (value: unknown) =>
      typeof value === "boolean" ? tell(value ? "yes" : "no") : textOf(value);
    const values = [`${tellName("agent", state)}:`, show(from), "→", show(to)].filter(Boolean).join(" ");
    return (
      <>
        {tell("changes.agent", { subject })} <Quiet as="span">({values})</Quiet>
      </>
    );
  }
  const name = tellName("field", subject);
  if (!test) return <>{tell("changes.fact", { subject: name })}</>;
  const not = test.holds ? "" : `${tell("test.not")} `;
  const value = textOf(Array.isArray(test.value) ? test.value[0] : test.value);
  return <>{`${not}${name} ${tellName("operator", test.operator)} ${value}`.trim()}</>;
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

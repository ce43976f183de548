import { Alert, Title } from "@zendeskgarden/react-notifications";
import type { ReactNode } from "react";
import { styled } from "styled-components";
import { settingsText } from "../../messages/settings-text.ts";
import { toSentence } from "../../messages/to-sentence.ts";
import { helpdeskNames } from "../helpdesk-names.ts";
import { Bars } from "../parts/bars.tsx";
import { Card, Heading, Stack, Subtle } from "../parts/layout.ts";
import { Loaded } from "../parts/load-state.tsx";
import { useAgo } from "../parts/time.tsx";
import { type Health, useHealth } from "./use-health.ts";

const Grid = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(230px, 1fr));
  gap: 16px;
`;
const Figure = styled.p`
  font-size: 22px;
  line-height: 28px;
  font-weight: 600;
  small { font-size: 14px; line-height: 1; font-weight: 400; }
`;

/** Whether everything runs: what came in, what waits, and how much of the help desk's limits is left. */
export function HealthPage() {
  const query = useHealth();
  return <Loaded query={query}>{(health) => <HealthView health={health} />}</Loaded>;
}

function HealthView({ health }: { health: Health }) {
  const { tell, language } = settingsText.useText();
  const numbers = new Intl.NumberFormat(language);
  const ago = useAgo();
  const { installation, webhook, roster, tickets, limits, sweptUntil } = health;
  const since = (at: string | null) => (at === null ? tell("never") : ago(at));
  const countOf = (state: string) => tickets.states.find((one) => one.state === state);
  const [pending, held, failed] = [countOf("pending"), countOf("held"), countOf("failed")];
  const sinceOldest = (group: typeof pending) =>
    group ? toSentence(tell("health.oldest", { when: ago(group.oldest) })) : "";
  return (
    <Stack $gapPx={20}>
      {installation.status !== "active" && (
        <Alert type="error" role="alert">
          <Title>{tell(`status.${installation.status}`)}</Title>
          {installation.statusReason}
        </Alert>
      )}
      <Grid>
        <Tile title={tell("health.connection")} figure={tell(`status.${installation.status}`)}>
          {helpdeskNames[installation.helpdesk] ?? installation.helpdesk} · {installation.subdomain}
        </Tile>
        <Tile
          title={tell("health.webhook")}
          figure={webhook.isPresent ? tell("health.present") : tell("health.missing")}
        >
          {tell("health.lastDelivery", { when: since(webhook.lastDeliveryAt) })}
        </Tile>
        <Tile title={tell("health.sweep")} figure={toSentence(since(sweptUntil))}>
          {tell("health.sweepHint")}
        </Tile>
        <Tile title={tell("health.roster")} figure={tell("health.people", { n: roster.agents })}>
          {tell("health.groups", { n: roster.groups })} · {since(roster.syncedAt)}
          {roster.untold.map((fact) => (
            <div key={fact}>{tell(`health.untold.${fact}`)}</div>
          ))}
        </Tile>
        <Tile title={tell("health.pending")} figure={String(pending?.tickets ?? 0)}>
          {sinceOldest(pending)}
        </Tile>
        <Tile title={tell("health.held")} figure={String(held?.tickets ?? 0)}>
          {sinceOldest(held)}
        </Tile>
        <Tile title={tell("health.failed")} figure={String(failed?.tickets ?? 0)}>
          {failed && <a href="#/deliveries">{tell("health.look")}</a>}
        </Tile>
        {limits.map(({ family, limit, remaining, at }) => (
          <Tile
            key={family}
            title={tell("health.limit", { family: family.replaceAll("-", " ") })}
            figure={
              <>
                {numbers.format(remaining)} <Subtle as="small">/ {numbers.format(limit)}</Subtle>
              </>
            }
          >
            {ago(at)}
          </Tile>
        ))}
      </Grid>
      {limits.length === 0 && <Subtle>{tell("health.noLimits")}</Subtle>}
      <Card>
        <Stack>
          <Heading>{tell("health.arrivals")}</Heading>
          {tickets.arrivals.length === 0 ? (
            <Subtle>{tell("health.noArrivals")}</Subtle>
          ) : (
            <Bars label={tell("health.arrivals")} bars={lastDay(tickets.arrivals)} />
          )}
        </Stack>
      </Card>
    </Stack>
  );
}

function Tile({ title, figure, children }: { title: string; figure: ReactNode; children?: ReactNode }) {
  return (
    <Card>
      <Subtle>{title}</Subtle>
      <Figure>{figure}</Figure>
      <Subtle as="div">{children}</Subtle>
    </Card>
  );
}

/** The last 24 hours one by one, those without a ticket as well. */
function lastDay(arrivals: Health["tickets"]["arrivals"]) {
  const hourMs = 3_600_000;
  const counts = new Map(arrivals.map(({ hour, tickets }) => [Date.parse(hour), tickets]));
  const nowMs = Math.floor(Date.now() / hourMs) * hourMs;
  return Array.from({ length: 24 }, (_, index) => {
    const atMs = nowMs - (23 - index) * hourMs;
    const label = new Date(atMs).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
    return { label, value: counts.get(atMs) ?? 0 };
  });
}

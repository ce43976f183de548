import { Button } from "@zendeskgarden/react-buttons";
import { Progress } from "@zendeskgarden/react-loaders";
import { Alert } from "@zendeskgarden/react-notifications";
import { useState } from "react";
import type { Policy } from "../../../routing/policy.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { DataTable } from "../parts/data-table.tsx";
import { Choice, Tick } from "../parts/inputs.tsx";
import { Card, Heading, Line, Stack, Subtle } from "../parts/layout.ts";
import { useErrorText } from "../parts/load-state.tsx";
import { TicketLink } from "../parts/ticket-link.tsx";
import { Time } from "../parts/time.tsx";
import { useCheckWords } from "../policy/use-check-words.ts";
import { FlowPlot } from "./flow-plot.tsx";
import { type Destination, type Entry, useBacktest } from "./use-backtest.ts";

const sizes = [20, 50, 100, 200];

/** Where the shop's latest tickets would go under what is being edited, beside where they go now. */
export function BacktestPanel({ document }: { document: Policy }) {
  const { tell } = settingsText.useText();
  const textOf = useErrorText();
  const { problemText } = useCheckWords();
  const { run, start, stop } = useBacktest();
  const [wanted, setWanted] = useState(50);
  const [withAgents, setWithAgents] = useState(false);
  const isElsewhere = ({ differs }: Entry) => differs.some((what) => withAgents || what !== "agent");
  const changed = run?.entries.filter(isElsewhere) ?? [];
  const done = run ? run.entries.length + run.gone : 0;
  return (
    <Card>
      <Stack $gapPx={16}>
        <Stack $gapPx={4}>
          <Heading>{tell("backtest.title")}</Heading>
          <Subtle>{tell("backtest.hint")}</Subtle>
        </Stack>
        <Line $align="flex-end">
          <Choice
            label={tell("backtest.size")}
            value={String(wanted)}
            options={sizes.map((size) => ({ value: String(size), label: String(size) }))}
            onChange={(size) => setWanted(Number(size))}
          />
          {run?.isRunning ? (
            <Button size="small" isDanger onClick={stop}>
              {tell("backtest.stop")}
            </Button>
          ) : (
            <Button size="small" isPrimary onClick={() => start(document, wanted, textOf)}>
              {tell("backtest.start")}
            </Button>
          )}
        </Line>
        {run?.isRunning && <Progress value={(done / run.wanted) * 100} aria-label={tell("loading")} />}
        {run?.problem && (
          <Alert type="warning">
            {typeof run.problem === "string" ? run.problem : problemText(run.problem)}
          </Alert>
        )}
        {run && !run.isRunning && run.document !== document && (
          <Alert type="info">{tell("backtest.outdated")}</Alert>
        )}
        {run && run.entries.length === 0 && !run.isRunning && !run.problem && (
          <Subtle>{tell("backtest.none")}</Subtle>
        )}
        {run && run.entries.length > 0 && (
          <>
            <p aria-live="polite">
              <strong>{tell("backtest.result", { n: changed.length, of: run.entries.length })}</strong>{" "}
              {run.gone > 0 && <Subtle as="span">{tell("backtest.gone", { n: run.gone })}</Subtle>}
            </p>
            <FlowPlot entries={run.entries} />
            <Tick
              label={tell("backtest.agents")}
              hint={tell("backtest.agentsHint")}
              checked={withAgents}
              onChange={setWithAgents}
            />
            {changed.length > 0 && <ChangedTickets entries={changed} />}
          </>
        )}
      </Stack>
    </Card>
  );
}

function ChangedTickets({ entries }: { entries: readonly Entry[] }) {
  const { tell } = settingsText.useText();
  return (
    <DataTable
      label={tell("backtest.changed")}
      columns={[
        { label: tell("register.ticket"), widthPx: 210 },
        { label: tell("backtest.now") },
        { label: tell("backtest.then") },
      ]}
      rows={entries.map(({ ticketId, at, inForce, draft }) => ({
        key: ticketId,
        cells: [
          <>
            <TicketLink ticketId={ticketId} />
            <Subtle as="div">
              <Time at={at} />
            </Subtle>
          </>,
          <Where key="now" of={inForce} />,
          <Where key="then" of={draft} />,
        ],
      }))}
    />
  );
}

function Where({ of }: { of: Destination }) {
  const { tell } = settingsText.useText();
  const who = of.agent ?? (of.outcome === "hold" ? tell("state.held") : null);
  const parts = [who, of.priority, ...of.tags.map((tag) => `#${tag}`)].filter((part) => part !== null);
  return (
    <span title={of.sentence}>
      <strong>{of.queue ?? tell("backtest.leftAlone")}</strong>
      {parts.length > 0 && <Subtle as="div">{parts.join(" · ")}</Subtle>}
    </span>
  );
}

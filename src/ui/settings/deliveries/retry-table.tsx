import { Button } from "@zendeskgarden/react-buttons";
import { Alert } from "@zendeskgarden/react-notifications";
import type { ReactNode } from "react";
import { settingsText } from "../../messages/settings-text.ts";
import { toSentence } from "../../messages/to-sentence.ts";
import { DataTable } from "../parts/data-table.tsx";
import { Heading, Line, Stack, Subtle } from "../parts/layout.ts";
import { useErrorText } from "../parts/load-state.tsx";
import { Time } from "../parts/time.tsx";

/** What went wrong, each with why and since when, and a button to try it again, or all of it at once. */
export function RetryTable(props: {
  title: string;
  hint?: string;
  /** The table's own name, and those of the columns that differ. */
  label: string;
  what: string;
  since: string;
  retry: string;
  retryAll: string;
  /** What is said once it was tried again. */
  done: string | undefined;
  error: Error | null;
  isBusy: boolean;
  items: readonly { key: string; what: ReactNode; reason: string | null; at: string; retryLabel: string }[];
  onRetry(key: string): void;
  onRetryAll(): void;
  children?: ReactNode;
}) {
  const { items, isBusy, retry } = props;
  const { tell } = settingsText.useText();
  const textOf = useErrorText();
  return (
    <Stack>
      <Line>
        <Heading>{props.title}</Heading>
        {items.length > 1 && (
          <Button size="small" disabled={isBusy} onClick={props.onRetryAll}>
            {props.retryAll}
          </Button>
        )}
      </Line>
      {props.hint && <Subtle>{props.hint}</Subtle>}
      {props.done && (
        <Alert type="success" role="status">
          {props.done}
        </Alert>
      )}
      {props.error && (
        <Alert type="error" role="alert">
          {textOf(props.error)}
        </Alert>
      )}
      {items.length === 0 ? (
        props.children
      ) : (
        <DataTable
          label={props.label}
          columns={[
            { label: props.what, widthPx: 150 },
            { label: tell("deliveries.reason") },
            { label: props.since, widthPx: 190 },
            { label: retry, widthPx: 130, isLabelHidden: true },
          ]}
          rows={items.map(({ key, what, reason, at, retryLabel }) => ({
            key,
            cells: [
              what,
              toSentence(reason ?? ""),
              <Time key="time" at={at} />,
              <Button
                key="retry"
                size="small"
                disabled={isBusy}
                aria-label={retryLabel}
                onClick={() => props.onRetry(key)}
              >
                {retry}
              </Button>,
            ],
          }))}
        />
      )}
    </Stack>
  );
}

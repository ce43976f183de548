import { Button } from "@zendeskgarden/react-buttons";
import { Skeleton } from "@zendeskgarden/react-loaders";
import { Alert, Title } from "@zendeskgarden/react-notifications";
import type { ReactNode } from "react";
import { ApiError } from "../../api/api-error.ts";
import { isSignedOut } from "../../api/is-signed-out.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { toSentence } from "../../messages/to-sentence.ts";
import { Card, Hidden, Line, Stack, Subtle } from "./layout.ts";

interface Loading<Data> {
  data: Data | undefined;
  error: Error | null;
  refetch(): unknown;
}

/** What was asked for, or that it is on its way, or why it does not come and what to do. */
export function Loaded<Data>(props: { query: Loading<Data>; children(data: Data): ReactNode }) {
  const { data, error, refetch } = props.query;
  if (data !== undefined) return props.children(data);
  return error ? <LoadError error={error} retry={refetch} /> : <LoadSkeleton />;
}

export function LoadSkeleton() {
  const { tell } = settingsText.useText();
  return (
    <Card aria-busy="true">
      <Hidden role="status">{tell("loading")}</Hidden>
      <Stack>
        <Skeleton width="40%" height="20px" />
        <Skeleton width="90%" height="16px" />
        <Skeleton width="75%" height="16px" />
      </Stack>
    </Card>
  );
}

/** The server's own words where it answered, for they say what to do. */
export function useErrorText(): (error: Error) => string {
  const { tell } = settingsText.useText();
  return (error) => {
    if (isSignedOut(error)) return tell("error.session");
    if (error instanceof ApiError) return toSentence(error.message);
    return tell("error.offline");
  };
}

export function LoadError({ error, retry }: { error: Error; retry?: (() => unknown) | undefined }) {
  const { tell } = settingsText.useText();
  const textOf = useErrorText();
  return (
    <Alert type="error" role="alert">
      <Title>{tell("error.title")}</Title>
      <Stack>
        <p>{textOf(error)}</p>
        {retry && !isSignedOut(error) && (
          <Line>
            <Button size="small" onClick={() => retry()}>
              {tell("error.retry")}
            </Button>
          </Line>
        )}
      </Stack>
    </Alert>
  );
}

/** Nothing there yet, and how something comes. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Card>
      <Stack $gapPx={4}>
        <strong>{title}</strong>
        {children && <Subtle as="div">{children}</Subtle>}
      </Stack>
    </Card>
  );
}

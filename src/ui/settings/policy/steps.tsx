import type { ReactNode } from "react";
import { IconAction } from "../parts/icon-action.tsx";
import { Line, SmallHeading, Stack, Subtle } from "../parts/layout.ts";
import { QuietButton } from "../parts/quiet-button.ts";
import { Row } from "../parts/row.ts";
import type { Path } from "./edit-document.ts";
import { useEditor } from "./editor-context.tsx";

/** Steps under a heading, each of which can be taken out, and a button for one more. */
export function Steps<Step>(props: {
  title: string;
  hint?: string;
  add: string;
  remove: string;
  path: Path;
  steps: readonly Step[];
  /** What a field needs at least. */
  leastPx?: number;
  start(): Step;
  children(step: Step, path: Path): ReactNode;
}) {
  const { title, hint, steps, path, start } = props;
  const { set } = useEditor();
  const replace = (next: Step[]) => set(path, next.length > 0 ? next : undefined);
  return (
    <Stack $gapPx={8}>
      <SmallHeading>{title}</SmallHeading>
      {hint && <Subtle>{hint}</Subtle>}
      {steps.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no names, and their places are their addresses
        <Row key={place} $leastPx={props.leastPx ?? 150}>
          {props.children(step, [...path, place])}
          <IconAction icon="remove" label={props.remove} onClick={() => replace(steps.toSpliced(place, 1))} />
        </Row>
      ))}
      <Line>
        <QuietButton onClick={() => replace([...steps, start()])}>{props.add}</QuietButton>
      </Line>
    </Stack>
  );
}

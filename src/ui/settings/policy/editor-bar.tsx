import { Button } from "@zendeskgarden/react-buttons";
import { Alert } from "@zendeskgarden/react-notifications";
import { Tag } from "@zendeskgarden/react-tags";
import { useState } from "react";
import { useHost } from "../../host/host-context.tsx";
import { settingsText } from "../../messages/settings-text.ts";
import { IconAction } from "../parts/icon-action.tsx";
import { Line, Stack, Subtle } from "../parts/layout.ts";
import { useAgo } from "../parts/time.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { useActorName } from "./use-actor-name.ts";
import type { useCheck } from "./use-editor-parts.ts";
import type { LoadedPolicy } from "./use-policy.ts";
import type { Work } from "./use-work.ts";

/** What is in force, whether the work is safe, and the buttons: undo, discard, publish. */
export function EditorBar(props: {
  work: Work;
  check: ReturnType<typeof useCheck>;
  others: LoadedPolicy["others"];
}) {
  const { work, check, others } = props;
  const { tell } = settingsText.useText();
  const nameOf = useActorName();
  const ago = useAgo();
  const host = useHost();
  const [isPublishing, setIsPublishing] = useState(false);
  const [published, setPublished] = useState<number>();
  const { inForce } = work;
  const isBehind = work.baseVersion !== inForce.version;
  const why =
    check.problems.length > 0
      ? tell("publish.problems", { n: check.problems.length })
      : isBehind
        ? tell("publish.behind")
        : undefined;
  return (
    <Stack $gapPx={8}>
      <Line>
        <Tag hue={inForce.document.mode === "on" ? "green" : "yellow"}>
          {tell(`mode.${inForce.document.mode}`)}
        </Tag>
        <Subtle>
          {tell("policy.inForce", {
            version: inForce.version,
            who: nameOf(inForce.savedBy, inForce.savedByName),
            when: ago(inForce.createdAt),
          })}
        </Subtle>
        <Line style={{ marginInlineStart: "auto" }}>
          <Subtle role="status">{tell(`save.${work.isChanged ? work.saveState : "nothing to save"}`)}</Subtle>
          <IconAction icon="undo" label={tell("undo")} disabled={!work.canUndo} onClick={work.undo} />
          <IconAction icon="redo" label={tell("redo")} disabled={!work.canRedo} onClick={work.redo} />
          <Line>
            <Button size="small" disabled={!work.isChanged} onClick={work.discard}>
              {tell("discard")}
            </Button>
            {work.isAdmin && (
              <Button
                size="small"
                isPrimary
                disabled={!work.isChanged || !check.isCurrent || why !== undefined}
                onClick={() => setIsPublishing(true)}
              >
                {tell("publish.open")}
              </Button>
            )}
          </Line>
        </Line>
      </Line>
      {work.isChanged && why && <Subtle>{why}</Subtle>}
      {!work.isAdmin && <Subtle>{tell("policy.readOnly")}</Subtle>}
      {others.length > 0 && (
        <Subtle>
          {tell("policy.others", {
            names: others.map(({ owner, name }) => nameOf(owner, name)).join(", "),
          })}
        </Subtle>
      )}
      {published !== undefined && !work.isChanged && (
        <Alert type="success" role="status">
          {tell("publish.done", { version: published })}
        </Alert>
      )}
      {isPublishing && (
        <PublishDialog
          work={work}
          changes={check.changes}
          onClose={() => setIsPublishing(false)}
          onConflict={() => setIsPublishing(false)}
          onPublished={(version) => {
            setIsPublishing(false);
            setPublished(version);
            host.notify(tell("publish.done", { version }), "success");
          }}
        />
      )}
    </Stack>
  );
}

import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "@zendeskgarden/react-buttons";
import { Tag } from "@zendeskgarden/react-tags";
import { useState } from "react";
import { settingsText } from "../../messages/settings-text.ts";
import { toSentence } from "../../messages/to-sentence.ts";
import { Card, Line, Stack, Subtle } from "../parts/layout.ts";
import { LoadError, Loaded } from "../parts/load-state.tsx";
import { QuietButton } from "../parts/quiet-button.ts";
import { Time } from "../parts/time.tsx";
import { ChangeList } from "../policy/change-list.tsx";
import { useChanges } from "../policy/conflict-notice.tsx";
import { useActorName } from "../policy/use-actor-name.ts";
import { useForgetPolicy } from "../policy/use-policy.ts";
import { useApi, useMay } from "../use-api.ts";
import { RollBackDialog } from "./roll-back-dialog.tsx";

function useVersions() {
  const api = useApi();
  return useQuery({
    queryKey: ["versions"],
    queryFn: async () => {
      const { policy, installationId } = await api();
      return (await (await policy.versions.$get({ param: { installationId }, query: {} })).json()).versions;
    },
  });
}
type Version = NonNullable<ReturnType<typeof useVersions>["data"]>[number];

/** Every version that was published, what each changed, and the way back. */
export function VersionsPage() {
  const query = useVersions();
  return (
    <Loaded query={query}>
      {(versions) => (
        <Stack as="ol" $gapPx={12}>
          {versions.map((version) => (
            <li key={version.version}>
              <VersionCard version={version} inForce={versions[0]?.version ?? version.version} />
            </li>
          ))}
        </Stack>
      )}
    </Loaded>
  );
}

function VersionCard({ version: shown, inForce }: { version: Version; inForce: number }) {
  const { tell } = settingsText.useText();
  const nameOf = useActorName();
  const isAdmin = useMay("admin");
  const rollBack = useRollBack(inForce);
  const [open, setOpen] = useState<"before" | "now">();
  const [isAsking, setIsAsking] = useState(false);
  const { version } = shown;
  return (
    <Card aria-label={tell("version.one", { version })}>
      <Stack $gapPx={8}>
        <Line>
          <strong>{tell("version.one", { version })}</strong>
          {version === inForce && <Tag hue="green">{tell("version.inForce")}</Tag>}
          <Tag>{tell(`mode.${shown.mode}`)}</Tag>
          <Subtle>
            {toSentence(nameOf(shown.savedBy, shown.savedByName))} · <Time at={shown.createdAt} /> ·{" "}
            {tell("version.rules", { n: shown.rules })}
          </Subtle>
        </Line>
        {shown.restoredFrom !== null && (
          <Subtle>{tell("version.restored", { version: shown.restoredFrom })}</Subtle>
        )}
        {shown.note && <p>{shown.note}</p>}
        <Line>
          {version > 1 && (
            <QuietButton
              aria-expanded={open === "before"}
              onClick={() => setOpen(open === "before" ? undefined : "before")}
            >
              {tell("version.changes")}
            </QuietButton>
          )}
          {version !== inForce && (
            <QuietButton
              aria-expanded={open === "now"}
              onClick={() => setOpen(open === "now" ? undefined : "now")}
            >
              {tell("version.compare")}
            </QuietButton>
          )}
          {version !== inForce && isAdmin && (
            <Button size="small" onClick={() => setIsAsking(true)}>
              {tell("version.rollBack")}
            </Button>
          )}
        </Line>
        {open === "before" && <Changes from={version - 1} to={version} />}
        {open === "now" && <Changes from={inForce} to={version} />}
        {rollBack.error && <LoadError error={rollBack.error} />}
        {isAsking && (
          <RollBackDialog
            version={version}
            inForce={inForce}
            onClose={() => setIsAsking(false)}
            onConfirm={(note) => {
              setIsAsking(false);
              rollBack.mutate({ version, note });
            }}
          />
        )}
      </Stack>
    </Card>
  );
}

export function Changes({ from, to }: { from: number; to: number }) {
  const changes = useChanges(from, to);
  return <Loaded query={changes}>{(data) => <ChangeList changes={data} />}</Loaded>;
}

function useRollBack(inForce: number) {
  const api = useApi();
  const forget = useForgetPolicy();
  return useMutation({
    mutationFn: async ({ version, note }: { version: number; note: string }) => {
      const { policy, installationId } = await api();
      const param = { installationId, version: String(version) };
      await policy.versions[":version"].restore.$post({ param, json: { expectedVersion: inForce, note } });
    },
    onSettled: forget,
  });
}

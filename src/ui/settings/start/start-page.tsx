import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@zendeskgarden/react-buttons";
import { Alert } from "@zendeskgarden/react-notifications";
import { getColor } from "@zendeskgarden/react-theming";
import type { ReactNode } from "react";
import { styled } from "styled-components";
import { settingsText } from "../../messages/settings-text.ts";
import { type Health, useHealth } from "../health/use-health.ts";
import { helpdeskNames } from "../helpdesk-names.ts";
import { Icon } from "../parts/icon-action.tsx";
import { Card, Heading, Line, Stack, Subtle } from "../parts/layout.ts";
import { LoadError, Loaded } from "../parts/load-state.tsx";
import { useForgetPolicy } from "../policy/use-policy.ts";
import { useApi, useMay } from "../use-api.ts";

const Mark = styled.span<{ $isDone: boolean }>`
  flex: none;
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 28px;
  height: 28px;
  border-radius: 50%;
  font-weight: 600;
  border: 1px solid ${({ theme }) => getColor({ theme, variable: "border.emphasis" })};
  color: ${({ theme, $isDone }) => getColor({ theme, variable: $isDone ? "foreground.success" : "foreground.default" })};
`;

/** The way from a new installation to one that routes, and where one stands on it. */
export function StartPage() {
  const query = useHealth();
  return <Loaded query={query}>{(health) => <Checklist health={health} />}</Loaded>;
}

function Checklist({ health }: { health: Health }) {
  const { tell } = settingsText.useText();
  const isAdmin = useMay("admin");
  const switchTo = useSwitchMode();
  const { installation, webhook, roster, policy, tickets } = health;
  const seen = tickets.states.reduce((sum, state) => sum + state.tickets, 0);
  const findings = installation.findings ?? [];
  const mode = policy?.mode ?? "off";
  const isConnected = installation.status === "active";
  return (
    <Stack as="ol" $gapPx={12}>
      <Item number={1} isDone={isConnected} title={tell("start.connect")}>
        <Subtle as="p">
          {helpdeskNames[installation.helpdesk] ?? installation.helpdesk} · {installation.subdomain} ·{" "}
          {tell(`status.${installation.status}`)}
        </Subtle>
        {installation.statusReason && <Alert type="error">{installation.statusReason}</Alert>}
      </Item>
      <Item number={2} isDone={isConnected && webhook.isPresent} title={tell("start.rights")}>
        <Subtle as="p">{webhook.isPresent ? tell("start.webhook") : tell("start.noWebhook")}</Subtle>
        {findings.map(({ text, severity }) => (
          <Alert key={text} type={severity === "info" ? "info" : "warning"}>
            {text}
          </Alert>
        ))}
      </Item>
      <Item number={3} isDone={roster.syncedAt !== null && roster.agents > 0} title={tell("start.roster")}>
        <Subtle as="p">
          {tell("health.people", { n: roster.agents })} · {tell("health.groups", { n: roster.groups })}
        </Subtle>
        <Line>
          <a href="#/people">{tell("start.rosterLink")}</a>
        </Line>
      </Item>
      <Item number={4} isDone={policy !== null} title={tell("start.policy")}>
        <Subtle as="p">{tell("start.policyHint")}</Subtle>
        <Line>
          <a href="#/policy">{tell("start.policyLink")}</a>
        </Line>
      </Item>
      <Item number={5} isDone={mode !== "off" && seen > 0} title={tell("start.shadow")}>
        <Subtle as="p">{tell("start.shadowHint")}</Subtle>
        <p>{tell("start.seen", { n: seen })}</p>
        <Line>
          <a href="#/register">{tell("start.registerLink")}</a>
          {mode !== "shadow" && isAdmin && (
            <Button size="small" disabled={switchTo.isPending} onClick={() => switchTo.mutate("shadow")}>
              {tell("start.toShadow")}
            </Button>
          )}
        </Line>
      </Item>
      <Item number={6} isDone={mode === "on"} title={tell("start.on")}>
        <Subtle as="p">{mode === "on" ? tell("start.isOn") : tell("start.onHint")}</Subtle>
        {mode !== "on" && isAdmin && (
          <Line>
            <Button
              size="small"
              isPrimary
              disabled={switchTo.isPending}
              onClick={() => switchTo.mutate("on")}
            >
              {tell("start.toOn")}
            </Button>
          </Line>
        )}
        {switchTo.error && <LoadError error={switchTo.error} />}
      </Item>
    </Stack>
  );
}

function Item(props: { number: number; isDone: boolean; title: string; children: ReactNode }) {
  const { tell } = settingsText.useText();
  const { number, isDone, title, children } = props;
  return (
    <li>
      <Card>
        <Line $align="flex-start" $gapPx={14} style={{ flexWrap: "nowrap" }}>
          <Mark $isDone={isDone}>{isDone ? <Icon name="check" label={tell("start.done")} /> : number}</Mark>
          <Stack $gapPx={6}>
            <Heading>{title}</Heading>
            {children}
          </Stack>
        </Line>
      </Card>
    </li>
  );
}

/** Publishes the policy in force once more in another mode; nobody's unpublished work is touched. */
function useSwitchMode() {
  const { tell } = settingsText.useText();
  const api = useApi();
  const forget = useForgetPolicy();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (mode: "shadow" | "on") => {
      const { policy, installationId } = await api();
      const { inForce } = await (await policy.$get({ param: { installationId } })).json();
      const json = {
        document: { ...inForce.document, mode },
        expectedVersion: inForce.version,
        note: tell(`start.note.${mode}`),
        keepDraft: true,
      };
      await policy.versions.$post({ param: { installationId }, json });
    },
    onSettled: async () => {
      await forget();
      await queries.invalidateQueries({ queryKey: ["health"] });
    },
  });
}

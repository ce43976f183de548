import { sidebarText } from "../messages/sidebar-text.ts";
import { CandidatesSection } from "./candidates-section.tsx";
import { Section } from "./parts.tsx";
import { RulesSection } from "./rules-section.tsx";
import { SignalsSection } from "./signals-section.tsx";
import type { Receipt } from "./use-story.ts";

/** What a decision rests on. */
export function Evidence({ receipt }: { receipt: Receipt }) {
  const { tell } = sidebarText.useText();
  const { considered, removedBy } = receipt.candidateCounts;
  return (
    <>
      <Section title={tell("section.rules")} count={receipt.rules.length} isOpen={receipt.rules.length > 0}>
        {() => <RulesSection receipt={receipt} />}
      </Section>
      <Section title={tell("section.signals")} count={Object.keys(receipt.signals).length}>
        {() => <SignalsSection signals={receipt.signals} />}
      </Section>
      <Section title={tell("section.people")} count={considered - (removedBy.member ?? 0)}>
        {() => <CandidatesSection receipt={receipt} />}
      </Section>
    </>
  );
}

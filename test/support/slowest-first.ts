import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest, the longest first. A list and not a measurement, for a clean clone has measured nothing yet. */
export const slowest = [
  "runtime/kill",
  "services/route-ticket-faults",
  "services/thousand-deliveries",
  "runtime/demo",
  "contracts/runtime/runtime",
  "runtime/scenarios",
  "runtime/install-demo",
  "services/leaving-an-owner",
  "trust/renew-credentials",
  "browser/settings",
  "browser/sidebar",
  "trust/freshdesk",
  "model/assign-model",
].map((name) => `/test/${name}.test.ts`);

/** Begins with what takes longest, so that at the end no worker is alone with it while the others have nothing to do. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification) => {
      const index = slowest.findIndex((name) => moduleId.endsWith(name));
      return index === -1 ? slowest.length : index;
    };
    return sorted.toSorted((a, b) => place(a) - place(b));
  }
}

import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { unstable_readConfig } from "wrangler";
import { findGaps } from "../../src/runtime/find-gaps.ts";

const config = fileURLToPath(new URL("../../wrangler.toml", import.meta.url));
const secrets = ["SIGNALBOX_ENCRYPTION_KEY", "SIGNALBOX_ACCESS_TOKEN"];

describe("before a deployment", () => {
  it.each(["staging", "production"])(
    "the template's own %s is refused, with all that is to be done",
    (env) => {
      const gaps = findGaps(unstable_readConfig({ config, env }), []);
      expect(gaps).toHaveLength(4);
      expect(gaps.join("\n")).toMatch(/SIGNALBOX_PUBLIC_URL.*Hyperdrive.*ENCRYPTION_KEY.*ACCESS_TOKEN/s);
    },
  );

  it("nothing is missing once everything is filled in", () => {
    const vars = { SIGNALBOX_PUBLIC_URL: "https://signalbox.shop.example" };
    const hyperdrive = [{ binding: "HYPERDRIVE", id: "0f3a0000000000000000000000000000" }];
    expect(findGaps({ vars, hyperdrive }, secrets)).toEqual([]);
  });

  it("every environment has the queues, the clock and the pages of the others, under names of its own", () => {
    const names = ["staging", "production"].map((env) => {
      const { queues, triggers, assets } = unstable_readConfig({ config, env });
      expect(triggers.crons).toEqual(["* * * * *"]);
      expect(assets).toMatchObject({ binding: "ASSETS", run_worker_first: true });
      const [jobs, dead] = queues.consumers as { queue: string; dead_letter_queue?: string }[];
      expect(jobs?.dead_letter_queue).toBe(dead?.queue);
      expect(dead?.queue).toMatch(/^signalbox-dead/);
      expect(queues.producers).toEqual([expect.objectContaining({ binding: "JOBS", queue: jobs?.queue })]);
      return jobs?.queue;
    });
    expect(new Set(names).size).toBe(2);
  });
});

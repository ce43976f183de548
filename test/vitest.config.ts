import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { SlowestFirst } from "./support/slowest-first.ts";
import { useMemoryFolder } from "./support/use-memory-folder.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
useMemoryFolder();
// The processes that tests start read the same five hundred files: compile them once.
process.env.NODE_COMPILE_CACHE ??= `${root}node_modules/.cache/node`;

export default defineConfig({
  root,
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/global-setup.ts",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 3,
    sequence: { sequencer: SlowestFirst },
    // No test replaces a module, and a process that has compiled PGlite once serves many files.
    isolate: false,
  },
});

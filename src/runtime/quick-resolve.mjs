import { registerHooks } from "node:module";

// Node parses a package's list of exports again for each of its files. Drizzle's has 130 KB and several hundred files, a
// fifth of a start's work. Its files import each other by relative paths, which need no list; all are ES modules.
const drizzle = "/node_modules/drizzle-orm/";

registerHooks({
  resolve(specifier, context, nextResolve) {
    const { parentURL } = context;
    if (!specifier.startsWith(".") || !parentURL?.includes(drizzle)) return nextResolve(specifier, context);
    return { url: new URL(specifier, parentURL).href, format: "module", shortCircuit: true };
  },
});

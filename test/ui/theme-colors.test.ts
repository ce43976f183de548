import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

type Colors = Record<string, Record<string, string>>;
// Asked for at run time: its types bring those of React, which shadow the browser's.
const { DEFAULT_THEME } = createRequire(import.meta.url)("@zendeskgarden/react-theming") as {
  DEFAULT_THEME: { colors: { variables: { light: Colors; dark: Colors } } };
};
const pages = fileURLToPath(new URL("../../src/ui", import.meta.url));

it("the pages name no colour that the theme does not have, for that ends the part of the page", () => {
  const { variables } = DEFAULT_THEME.colors;
  const named = readdirSync(pages, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) =>
      [...readFileSync(join(pages, name), "utf8").matchAll(/variable(?:: |=)"(\w+)\.(\w+)"/g)].map(
        ([, kind = "", shade = ""]) => ({ name, kind, shade }),
      ),
    );
  expect(named.length).toBeGreaterThan(20);
  for (const scheme of [variables.light, variables.dark]) {
    expect(named.filter(({ kind, shade }) => scheme[kind]?.[shade] === undefined)).toEqual([]);
  }
});

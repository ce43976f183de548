// Runs before wrangler bundles: what the Worker serves and reads beside its code lies in dist/ui, with or without pages.
import { copyFileSync, mkdirSync } from "node:fs";

const root = new URL("../../", import.meta.url);
mkdirSync(new URL("dist/ui/", root), { recursive: true });
copyFileSync(new URL("src/signals/starter/intents.model", root), new URL("dist/ui/intents.model", root));

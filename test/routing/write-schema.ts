import { writeFileSync } from "node:fs";
import { schemaFile, schemaText } from "./schema-file.ts";

/** `npm run schema` */
writeFileSync(schemaFile, schemaText());

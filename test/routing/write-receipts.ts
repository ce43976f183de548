import { writeFileSync } from "node:fs";
import { receiptsFile, receiptsText } from "./telling-receipts.ts";

/** `npm run receipts` */
writeFileSync(receiptsFile, receiptsText());

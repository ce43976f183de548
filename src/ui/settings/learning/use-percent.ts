import { learningText } from "../../messages/learning-text.ts";

/** A share as people of this language write it: "87 %". */
export function usePercent(): (share: number) => string {
  const { language } = learningText.useText();
  const format = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  return (share) => format.format(share);
}

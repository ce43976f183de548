import type { Message } from "../message.ts";
import { searchNumbers } from "./search-message.ts";

/** An article number after the word for it, in the languages of the other numbers. */
const numbered =
  /(?<![\p{L}\p{N}])(?:sku|item|article|artikel|art|product|produkt|produit|producto|produto|articolo|model|modell|modèle|modelo|référence|品番|型番|商品番号)(?:nummer|nr)?[\s.:#-]{0,3}(?:(?:number|no|nr|num|nummer|id|code)[\s.:#-]{1,3})?((?=[A-Z-]{0,12}\d)[A-Z\d][A-Z\d-]{2,20})(?![\p{L}\p{N}])/giu;
/** "2 x lamp", "3× chairs". */
const counted = /(?<![\p{L}\p{N}])\d{1,3}\s?[x×]\s?(\p{L}{3,20})/giu;

/** How many different products are named by number or by quantity. A name alone is not known to be a product's. */
export function countProducts(message: Message): number {
  const names = [numbered, counted].flatMap((pattern) =>
    searchNumbers(message, pattern).map(({ groups }) => groups[0]?.toLowerCase() ?? ""),
  );
  return new Set(names).size;
}

import type { Example } from "../../src/classifier/document.ts";
import { createRandom } from "../../src/classifier/training/seeded-random.ts";

const syllables =
  "ba be bi bo ca ce co da de di do fa fe fi ga go ha hi jo ka ke la le li lo ma me mi mo na".split(" ");

/**
 * Long tickets in words that nobody uses, enough of them to fill a model to its brim: what a large shop's model costs
 * in time and memory. Each group has words of its own among those that all use.
 */
export function manyWordTickets(count: number, groups: number, seed = 1): Example[] {
  const random = createRandom(seed);
  const draw = (below: number) => Math.floor(random() * below);
  const word = (number: number) => {
    let rest = number + 31;
    let text = "";
    for (; rest > 0; rest = Math.floor(rest / syllables.length)) text += syllables[rest % syllables.length];
    return text;
  };
  return Array.from({ length: count }, () => {
    const group = draw(groups);
    // Few words are frequent and many are rare, as in any language.
    const words = Array.from({ length: 60 }, () =>
      word(random() < 0.15 ? 20_000 + group * 40 + draw(40) : Math.floor(20_000 ** random())),
    );
    return { label: `group ${group}`, document: { body: words.join(" ") } };
  });
}

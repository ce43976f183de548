/** What was asked within the last while, so that it need not be asked again. */
export interface KeptAnswers<Answer> {
  /** @param read asks, where nothing is kept; what it throws is not kept */
  find(key: string, nowMs: number, read: () => Promise<Answer>): Promise<Answer>;
}

/** @param input.most beyond so many it begins anew, which only costs calls */
export function createKeptAnswers<Answer>(input: { keepMs: number; most: number }): KeptAnswers<Answer> {
  const known = new Map<string, { answer: Answer; readAtMs: number }>();
  return {
    async find(key, nowMs, read) {
      const found = known.get(key);
      if (found && nowMs - found.readAtMs < input.keepMs) return found.answer;
      const answer = await read();
      if (known.size >= input.most) known.clear();
      known.set(key, { answer, readAtMs: nowMs });
      return answer;
    },
  };
}

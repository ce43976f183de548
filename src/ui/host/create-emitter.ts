/** A list of listeners, for what a host's kit tells once and several parts of a page want to hear. */
export function createEmitter<Value>(): {
  on(listener: (value: Value) => void): () => void;
  emit(value: Value): void;
} {
  const listeners = new Set<(value: Value) => void>();
  return {
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(value) {
      for (const listener of listeners) listener(value);
    },
  };
}

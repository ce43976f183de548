export function mergeTags(
  current: readonly string[],
  added: readonly string[],
  removed: readonly string[] = [],
) {
  return [...new Set([...current, ...added])].filter((tag) => !removed.includes(tag));
}

/** Solves a small symmetric system by Gaussian elimination with pivots. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((line, index) => [...line, right[index] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, line) => (Math.abs(line[column] ?? 0) > Math.abs(best[column] ?? 0) ? line : best));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    const divisor = pivot[column] || 1e-12;
    for (const line of rows) {
      if (line === pivot) continue;
      const factor = (line[column] ?? 0) / divisor;
      if (factor === 0) continue;
      for (let at = column; at <= size; at++) line[at] = (line[at] ?? 0) - factor * (pivot[at] ?? 0);
    }
  }
  return rows.map((line, index) => (line[size] ?? 0) / (line[index] || 1e-12));
}

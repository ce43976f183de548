import type { QuantizedWeights } from "../model.ts";

/** Collects the labels' weights one by one, so that they are never all there at full size. */
export function createQuantizer(featureCount: number) {
  const columns: { features: Int32Array; values: Int8Array }[] = [];
  const scales: number[] = [];
  const biases: number[] = [];
  return {
    add(weights: Float64Array): void {
      const scale =
        weights.subarray(0, featureCount).reduce((top, weight) => Math.max(top, Math.abs(weight)), 0) / 127;
      const features: number[] = [];
      const values: number[] = [];
      for (let feature = 0; feature < featureCount && scale > 0; feature++) {
        const value = Math.round((weights[feature] as number) / scale);
        if (value === 0) continue;
        features.push(feature);
        values.push(value);
      }
      columns.push({ features: Int32Array.from(features), values: Int8Array.from(values) });
      scales.push(scale);
      biases.push(weights[featureCount] as number);
    },
    finish: (): QuantizedWeights => ({
      ...toRows(columns, featureCount),
      scales: Float32Array.from(scales),
      biases: Float32Array.from(biases),
    }),
  };
}

function toRows(columns: readonly { features: Int32Array; values: Int8Array }[], featureCount: number) {
  const offsets = new Uint32Array(featureCount + 1);
  for (const { features } of columns) {
    for (const feature of features) offsets[feature + 1] = (offsets[feature + 1] as number) + 1;
  }
  for (let feature = 0; feature < featureCount; feature++) {
    offsets[feature + 1] = (offsets[feature + 1] as number) + (offsets[feature] as number);
  }
  const next = offsets.slice();
  const labels = new Uint16Array(offsets[featureCount] as number);
  const values = new Int8Array(labels.length);
  for (const [label, column] of columns.entries()) {
    for (const [index, feature] of column.features.entries()) {
      const at = next[feature] as number;
      labels[at] = label;
      values[at] = column.values[index] as number;
      next[feature] = at + 1;
    }
  }
  return { offsets, labels, values };
}

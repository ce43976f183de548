/** What others reach on the same split, in percent; published figures are by the sets' authors or their rivals. */
export interface Baseline {
  /** TF-IDF of words and characters with scikit-learn's LinearSVC. */
  sklearn?: number;
  published?: string;
  /** What we hold ourselves to. */
  target?: {
    accuracy?: number;
    macroF1?: number;
    calibrationError?: number;
    coverage90?: number;
    jointAccuracy?: number;
    outOfScopeRecall?: number;
    /** In the weakest of its languages. */
    languageAccuracy?: number;
    modelBytes?: number;
    trainSeconds?: number;
    deletionRatio?: number;
  };
}

export const baselines: Readonly<Record<string, Baseline>> = {
  banking77: {
    sklearn: 91.3,
    published: "BERT 93.7",
    target: { accuracy: 91.5, calibrationError: 0.03, trainSeconds: 20, modelBytes: 2e6, deletionRatio: 2.5 },
  },
  "banking77:train_10": {
    sklearn: 74.6,
    published: "RoBERTa 84.3",
    target: { accuracy: 75.4, calibrationError: 0.06 },
  },
  clinc150: {
    sklearn: 92.6,
    published: "BERT 96.9",
    target: { accuracy: 93, calibrationError: 0.03, outOfScopeRecall: 80 },
  },
  "clinc150:train_10": { sklearn: 81.4, published: "RoBERTa 91.6" },
  hwu64: { sklearn: 88.7, published: "93.0", target: { accuracy: 88.7, calibrationError: 0.04 } },
  "hwu64:train_10": { sklearn: 70.5, published: "RoBERTa 82.9" },
  snips: { sklearn: 97.9 },
  bitext27: { sklearn: 99.8, target: { accuracy: 99.7, calibrationError: 0.01 } },
  "hint3/v1_curekart": {
    sklearn: 82.3,
    published: "RASA 84.1, Haptik 80.3, Dialogflow 75.0",
    target: { accuracy: 83, calibrationError: 0.1, jointAccuracy: 72 },
  },
  "hint3/v1_sofmattress": {
    sklearn: 74.9,
    published: "BERT 73.6, Dialogflow 73.2, RASA 69.3",
    target: { accuracy: 75, calibrationError: 0.1, jointAccuracy: 66 },
  },
  "endava5k/category": {
    sklearn: 86.7,
    target: { accuracy: 87.3, macroF1: 54, calibrationError: 0.05, coverage90: 85 },
  },
  "endava5k/business_service": {
    sklearn: 67.7,
    target: { accuracy: 68.5, macroF1: 50, calibrationError: 0.05, coverage90: 40 },
  },
  "endava5k/ticket_type": { sklearn: 99.3 },
  xsid07: { sklearn: 89.3, target: { accuracy: 89.5, calibrationError: 0.04, languageAccuracy: 70 } },
};

import type { SameKeys } from "../create-catalog.tsx";
import type { messages as english } from "./en.ts";

export const messages: SameKeys<typeof english> = {
  "state.assigned": "割り当て済み",
  "state.grouped": "グループへ",
  "state.held": "待機中",
  "state.pending": "振り分け中",
  "state.left alone": "変更なし",
  "state.failed": "失敗",
  "error.title": "読み込めませんでした",
  "error.offline": "Signalbox に接続できません。接続が戻り次第、再試行します。",
  "error.session": "サインインの有効期限が切れました。ページを再読み込みしてください。",
  "error.host": "このページを表示しているヘルプデスクから応答がありません。再読み込みしてください。",
  "error.retry": "再試行",
  loading: "読み込み中…",
};

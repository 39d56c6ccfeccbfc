import type { KeySheetWords } from "./key-sheet-words.ts";

export const zh: KeySheetWords = {
  title: "键盘快捷键",
  note: "两个键表示先后按下。在输入框中输入时，字母只作为文字输入。",
  close: "关闭此列表",
};

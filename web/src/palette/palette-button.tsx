import { KeyCaps } from "../keys/key-caps.tsx";
import { keysWords } from "../keys/words.ts";
import { overlay } from "../keys/overlay.ts";
import { useWords } from "../words/use-words.ts";
import styles from "./palette-button.module.css";

/** Opens the palette, and teaches its key. */
export function PaletteButton() {
  const words = useWords(keysWords);
  return (
    <button type="button" className={styles["button"]} onClick={overlay.openPalette}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="7" cy="7" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.4" />
        <path d="m10.5 10.5 4 4" stroke="currentColor" strokeWidth="1.4" />
      </svg>
      <span className={styles["word"]}>{words.find}</span>
      <span className={styles["keys"]} aria-hidden="true">
        <KeyCaps keys="Mod+k" />
      </span>
    </button>
  );
}

import { Suspense, useState } from "react";
import { lazyPart } from "../ui/lazy-part.ts";
import { uiWords } from "../ui/words.ts";
import { useWords } from "../words/use-words.ts";
import { usePreferences } from "./use-preferences.ts";
import styles from "./preferences-button.module.css";

const loadForm = () => import("./preferences-form.tsx").then((file) => file.PreferencesForm);
const PreferencesForm = lazyPart(loadForm);
/** Somebody is about to open it. */
const begin = (): void => void loadForm();

/** Opens what can be chosen for this browser. Times that are not local say so beside it, on every page. */
export function PreferencesButton() {
  const words = useWords(uiWords).shell;
  const { zone } = usePreferences();
  const [ever, setEver] = useState(false);
  return (
    <>
      <button
        type="button"
        className={styles["button"]}
        popoverTarget="preferences"
        title={words.preferences}
        onPointerEnter={begin}
        onFocus={begin}
      >
        {zone !== "local" && <span className={styles["zone"]}>{zone.replaceAll("_", " ")}</span>}
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path
            d="M1.5 4.5h7M12.5 4.5h2M1.5 11.5h2M7.5 11.5h7"
            stroke="currentColor"
            strokeWidth="1.4"
          />
          <circle cx="10.5" cy="4.5" r="2" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <circle cx="5.5" cy="11.5" r="2" fill="none" stroke="currentColor" strokeWidth="1.4" />
        </svg>
        <span className="visually-hidden">{words.preferences}</span>
      </button>
      <dialog
        id="preferences"
        popover="auto"
        aria-label={words.preferences}
        className={styles["popover"]}
        onBeforeToggle={() => setEver(true)}
      >
        <Suspense fallback={null}>{ever && <PreferencesForm />}</Suspense>
      </dialog>
    </>
  );
}

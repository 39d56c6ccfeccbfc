import { Dialog } from "../ui/dialog.tsx";
import { useWords } from "../words/use-words.ts";
import { KeyCaps } from "./key-caps.tsx";
import type { KeyGroup } from "./key-registry.ts";
import { useKeys } from "./use-keys.ts";
import { keySheetWords } from "./key-sheet-words.ts";
import styles from "./key-sheet.module.css";

/** Every shortcut that holds on the page it was opened on, by where it holds. */
export function KeySheet(props: {
  readonly groups: readonly KeyGroup[];
  readonly onClose: () => void;
}) {
  const { groups, onClose } = props;
  const words = useWords(keySheetWords);
  return (
    <Dialog title={words.title} size="medium" onClose={onClose}>
      <CloseKey onClose={onClose} />
      <p className={styles["note"]}>{words.note}</p>
      <div className={styles["groups"]}>
        {groups.map(({ scope, bindings }) => (
          <section key={scope}>
            <h3>{scope}</h3>
            <dl className={styles["list"]}>
              {bindings.map(({ keys, label }) => (
                <div key={keys} className={styles["entry"]}>
                  <dt>{label}</dt>
                  <dd>
                    <KeyCaps keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** In the dialog, so that it holds there. */
function CloseKey({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(keySheetWords);
  useKeys({ "?": { label: words.close, run: onClose } }, { scope: words.title });
  return null;
}

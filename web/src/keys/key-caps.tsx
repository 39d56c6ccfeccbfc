import { Fragment } from "react";
import { keyCaps } from "./key-text.ts";
import { onMac } from "./keys.ts";
import styles from "./key-caps.module.css";

/** A shortcut, key by key. */
export function KeyCaps({ keys }: { readonly keys: string }) {
  return (
    <span className={styles["keys"]}>
      {keyCaps(keys, onMac).map((caps, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- "g g" has the same key twice, and never another order
        <Fragment key={index}>
          {caps.map((cap) => (
            <kbd key={cap}>{cap}</kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}

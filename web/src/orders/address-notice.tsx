import { Button } from "../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { addressWords } from "./address-words.ts";
import type { AddressProblem } from "./order-address.ts";
import styles from "./address-notice.module.css";

/** Names what the address says in vain: a link that was cut still shows something, and says what it does not. */
export function AddressNotice(props: {
  readonly problems: readonly AddressProblem[];
  /** True when the page in the address was none of this list. */
  readonly stalePage: boolean;
  readonly tidy: () => void;
}) {
  const { problems, stalePage, tidy } = props;
  const words = useWords(addressWords);
  return (
    <output className={styles["notice"]}>
      <div>
        {stalePage && <p>{words.stalePage}</p>}
        {problems.length > 0 && <p className={styles["title"]}>{words.title}</p>}
        <ul>
          {problems.map(({ name, value, reason }) => (
            <li key={`${name} ${value} ${reason}`}>{words.part(name, value, words[reason])}</li>
          ))}
        </ul>
      </div>
      <Button onClick={tidy}>{words.dismiss}</Button>
    </output>
  );
}

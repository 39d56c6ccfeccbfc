import type { Mark } from "../ui/mark.ts";
import { MarkView, MarkShape } from "../ui/mark-view.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { checkText } from "./check-text.ts";
import { itemWords } from "./item-words.ts";
import { readiness } from "./preflight.ts";
import type { Check } from "./preflight.ts";
import styles from "./preflight-list.module.css";

const marks: Readonly<Record<Check["level"], Pick<Mark, "shape" | "tone">>> = {
  ready: { shape: "disc", tone: "live" },
  attention: { shape: "triangle", tone: "attention" },
  blocked: { shape: "square", tone: "danger" },
};

/** What is ready for a sale and what is not, line by line. */
export function PreflightList(props: {
  readonly checks: readonly Check[];
  readonly serverNowMs: number;
}) {
  const { checks, serverNowMs } = props;
  const words = useWords(itemWords);
  const formats = useFormats();
  const level = readiness(checks);
  return (
    <section className={styles["list"]} aria-label={words.schedule.preflight}>
      <h3 className={styles["title"]}>
        {words.schedule.preflight}
        <MarkView mark={{ ...marks[level], word: words.schedule.readiness[level] }} />
      </h3>
      <ul>
        {checks.map((check) => (
          <li key={check.kind} className={styles["check"]} data-level={check.level}>
            <MarkShape shape={marks[check.level].shape} />
            <span className="visually-hidden">{words.schedule.readiness[check.level]}: </span>
            {checkText(check, { words: words.checks, formats, serverNowMs })}
          </li>
        ))}
      </ul>
    </section>
  );
}

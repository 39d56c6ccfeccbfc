import { MarkShape } from "../ui/mark-view.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { importRunner } from "./browser-import.ts";
import { FileButton } from "./file-button.tsx";
import { EncodingChoice } from "./file-settings.tsx";
import type { RunState } from "./run-state.ts";
import { mayBeEncoding, unreadableText } from "./unreadable-text.ts";
import { importWords } from "./words.ts";
import styles from "./unreadable.module.css";

/** A file that cannot be imported: why, where, and what may help. */
export function UnreadableFile(props: {
  readonly state: Extract<RunState, { phase: "unreadable" }>;
}) {
  const { fileName, problem } = props.state;
  const words = useWords(importWords);
  const formats = useFormats();
  const reading = "reading" in problem ? problem.reading : undefined;
  return (
    <div className={styles["unreadable"]}>
      <div role="alert">
        <h2 tabIndex={-1}>
          <MarkShape shape="square" /> {words.unreadable.title(fileName)}
        </h2>
        <p>{unreadableText(problem, words.unreadable, formats)}</p>
        <p>{words.unreadable.nothingSent}</p>
      </div>
      {mayBeEncoding(problem) && (
        <div className={styles["encoding"]}>
          <EncodingChoice
            label={words.unreadable.readAs}
            value={reading?.encoding ?? ""}
            onChoose={(encoding) =>
              importRunner.reread({ encoding, delimiter: reading?.delimiter })
            }
          />
        </div>
      )}
      <FileButton label={words.file.another} tone="primary" onFile={importRunner.choose} />
    </div>
  );
}

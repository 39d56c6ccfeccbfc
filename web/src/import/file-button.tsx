import { useRef } from "react";
import styles from "./file.module.css";

const accepted = ".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain";

/** A button that opens the browser's choice of a file. Pressed again it may choose the same file: it may have been mended. */
export function FileButton(props: {
  readonly label: string;
  readonly tone?: "plain" | "primary";
  readonly onFile: (file: File) => void;
}) {
  const { label, tone = "plain", onFile } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <label className={styles["button"]} data-tone={tone}>
      {label}
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        accept={accepted}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          target.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
    </label>
  );
}

import { useState } from "react";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { FileButton } from "./file-button.tsx";
import { recordsMax } from "./read-file.ts";
import { fileMaxBytes } from "./source-file.ts";
import { importWords } from "./words.ts";
import styles from "./file.module.css";

/** Where a file is chosen or dropped. */
export function ChooseFile({ onFile }: { readonly onFile: (file: File) => void }) {
  const words = useWords(importWords).file;
  const formats = useFormats();
  const [over, setOver] = useState(false);
  const [several, setSeveral] = useState(false);
  const drop = (files: FileList): void => {
    const [file] = files;
    setOver(false);
    setSeveral(files.length > 1);
    if (file !== undefined && files.length === 1) onFile(file);
  };
  return (
    <div
      className={styles["drop"]}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        const { currentTarget, relatedTarget } = event;
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)))
          setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        drop(event.dataTransfer.files);
      }}
    >
      <p className={styles["choice"]}>
        <FileButton label={words.choose} tone="primary" onFile={onFile} />
        <span>{over ? words.dropNow : words.drop}</span>
      </p>
      {several && (
        <p role="alert" className={styles["refused"]}>
          {words.one}
        </p>
      )}
      <p>{words.what}</p>
      <p>
        {words.safe} {words.limits(formats.bytes(fileMaxBytes), formats.count(recordsMax - 1))}
      </p>
    </div>
  );
}

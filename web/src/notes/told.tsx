import type { ReactNode } from "react";
import type { Note } from "#gen/sluice/notes/v1/note_pb.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { notesTexts } from "./note-text.ts";
import { noteWords } from "./note-words.ts";

/** What the server says, each note in a line and in the reader's language; in the words that came where there is none to tell. */
export function Told(props: {
  readonly text: string;
  readonly notes: readonly (Note | undefined)[];
  /** An attempt that this stands below. */
  readonly below?: string;
  /** Shows words that came, instead of a plain line. */
  readonly children?: ReactNode;
}) {
  const { text, notes, below, children } = props;
  const words = useWords(noteWords);
  const formats = useFormats();
  if (text === "") return null;
  const known = notes.filter((note) => note !== undefined);
  const texts = notesTexts(known, { words, formats, below });
  if (texts !== undefined) return texts.map((line) => <p key={line}>{line}</p>);
  return children ?? <p lang="en">{text}</p>;
}

/** Where an export goes, text by text. Ended by exactly one of `close` and `discard`. */
export interface FileSink {
  readonly write: (text: string) => Promise<void>;
  /** Keeps the file. */
  readonly close: () => Promise<void>;
  /** Leaves no file behind. */
  readonly discard: () => Promise<void>;
}

export interface FileName {
  /** With its extension. */
  readonly name: string;
  readonly extension: string;
  readonly mediaType: string;
}

/**
 * Asks where to save, and streams to the disk from then on, in browsers that can; in others collects pieces that the browser may keep on
 * its disk, and downloads them at the end. Undefined when whoever was asked changed their mind. Has to be called in a click.
 */
export async function openFile(file: FileName): Promise<FileSink | undefined> {
  const picker = (globalThis as PickerWindow).showSaveFilePicker;
  if (picker === undefined) return downloadSink(file);
  try {
    const types = [{ accept: { [file.mediaType]: [file.extension] } }];
    const handle = await picker({ suggestedName: file.name, types });
    return diskSink(await handle.createWritable());
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return undefined;
    throw error;
  }
}

/** Chromium's, which the DOM types do not have. */
interface PickerWindow {
  readonly showSaveFilePicker?: (options: {
    readonly suggestedName: string;
    readonly types: readonly { readonly accept: Readonly<Record<string, readonly string[]>> }[];
  }) => Promise<FileSystemFileHandle>;
}

function diskSink(writable: FileSystemWritableFileStream): FileSink {
  return {
    write: (text) => writable.write(text),
    close: () => writable.close(),
    discard: () => writable.abort(),
  };
}

/** A Blob of a page's text is the browser's to keep, in memory or not; the text itself would be ours. */
function downloadSink({ name, mediaType }: FileName): FileSink {
  let parts: Blob[] = [];
  return {
    write: (text) => {
      parts.push(new Blob([text]));
      return Promise.resolve();
    },
    close: () => {
      download(new Blob(parts, { type: mediaType }), name);
      parts = [];
      return Promise.resolve();
    },
    discard: () => {
      parts = [];
      return Promise.resolve();
    },
  };
}

/** How long a download may take to begin. */
const keptMs = 60_000;

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), keptMs);
}

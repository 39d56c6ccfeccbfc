import { useState } from "react";
import { failureOf } from "../refresh/failure.ts";
import { practiceClient } from "../rpc.ts";
import { toastFailure, toasts } from "../ui/toast.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { sampleWords } from "./sample-words.ts";

/** 412 calls on the server: longer than one of ours. */
const timeoutMs = 30_000;

/** Loads the sample catalogue, and tells what was created. What is there already is left alone. */
export function useLoadSamples(onLoaded: () => void = () => {}): {
  readonly run: () => void;
  readonly busy: boolean;
} {
  const words = useWords(sampleWords);
  const { counted } = useFormats();
  const [busy, setBusy] = useState(false);
  const load = async (): Promise<void> => {
    const loaded = await practiceClient.loadSampleCatalogue({}, { timeoutMs });
    const { createdItemCount, createdUserCount } = loaded;
    toasts.show({ text: words.loaded(counted(createdItemCount), counted(createdUserCount)) });
    onLoaded();
  };
  const run = (): void => {
    setBusy(true);
    load()
      .catch((error: unknown) => toastFailure(words.failed, failureOf(error)))
      .finally(() => setBusy(false));
  };
  return { run, busy };
}

import { useState } from "react";
import { failureOf } from "../refresh/failure.ts";
import { failureText } from "../refresh/failure-text.ts";
import { practiceClient } from "../rpc.ts";
import { uiWords } from "../ui/words.ts";
import { useWords } from "../words/use-words.ts";
import { salePoller } from "./sale-poller.ts";

/** Starts or stops a practice sale. `refusal` says why the last try came to nothing. */
export function useSaleAction(action: "start" | "stop"): {
  readonly run: () => void;
  readonly busy: boolean;
  readonly refusal: string;
} {
  const words = useWords(uiWords);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState("");
  const run = (): void => {
    setBusy(true);
    setRefusal("");
    const call = action === "start" ? practiceClient.startSale({}) : practiceClient.stopSale({});
    call
      .then(salePoller.readNow)
      .catch((error: unknown) => {
        const failure = failureOf(error);
        setRefusal(`${failure.code}: ${failureText(failure, words)}`);
      })
      .finally(() => setBusy(false));
  };
  return { run, busy, refusal };
}

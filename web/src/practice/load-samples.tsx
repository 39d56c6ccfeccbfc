import { Button } from "../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { useLoadSamples } from "./use-load-samples.ts";
import { sampleWords } from "./sample-words.ts";

/** Offers the sample catalogue where there is none. */
export function LoadSamples(props: {
  readonly tone?: "plain" | "primary";
  readonly onLoaded?: () => void;
}) {
  const { tone = "plain", onLoaded } = props;
  const words = useWords(sampleWords);
  const { run, busy } = useLoadSamples(onLoaded);
  return (
    <Button tone={tone} onClick={run} busy={busy}>
      {words.load}
    </Button>
  );
}

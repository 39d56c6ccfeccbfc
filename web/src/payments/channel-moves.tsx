import { BreakerState } from "#gen/sluice/payments/v1/channel_pb.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import type { ChannelMove } from "./channel-log.ts";
import { modeName } from "./channel-mode.ts";
import { channelWords } from "./channel-words.ts";
import { nameIn } from "./payment-mark.ts";
import styles from "./channels.module.css";

/** What breakers and switches did while the page was open, the newest first. */
export function ChannelMoves({ moves }: { readonly moves: readonly ChannelMove[] }) {
  const words = useWords(channelWords);
  const formats = useFormats();
  const text = ({ kind, name, breaker, mode, actor }: ChannelMove): string =>
    kind === "breaker"
      ? words.log.toBreaker(name, words.log.breaker[nameIn(BreakerState, breaker)])
      : words.log.toMode(name, words.mode[modeName(mode)], actor);
  const why = ({ kind, breaker, reason, failureCount, callCount }: ChannelMove): string => {
    if (kind === "mode") return reason === "" ? "" : words.mode.reason(reason);
    return breaker === BreakerState.OPEN && callCount > 0n
      ? words.log.failed(formats.count(failureCount), formats.count(callCount))
      : "";
  };
  return (
    <section className={styles["moves"]} aria-labelledby="moves-title">
      <h2 id="moves-title">{words.log.title}</h2>
      {moves.length === 0 ? (
        <p>{words.log.none}</p>
      ) : (
        <ol>
          {moves.map((move) => (
            <li key={`${move.atMs} ${move.name} ${move.kind}`}>
              <time dateTime={new Date(move.atMs).toISOString()}>{formats.clock(move.atMs)}</time>
              <span>{text(move)}</span>
              <span className={styles["why"]}>{why(move)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

import type { ReactNode } from "react";
import type { Channel } from "#gen/sluice/payments/v1/channel_pb.ts";
import { Countdown } from "../ui/countdown.tsx";
import { MarkView } from "../ui/mark-view.tsx";
import type { Mark } from "../ui/mark.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { errorShare, standingOf, trafficShare } from "./channel-figures.ts";
import type { ChannelStanding } from "./channel-figures.ts";
import { secondsMax } from "./channel-log.ts";
import type { ChannelSecond } from "./channel-log.ts";
import { modeName, modeNames } from "./channel-mode.ts";
import type { ModeName } from "./channel-mode.ts";
import { ChannelTrend } from "./channel-trend.tsx";
import { channelWords } from "./channel-words.ts";
import styles from "./channels.module.css";

const looks: Readonly<Record<ChannelStanding, readonly [Mark["shape"], Mark["tone"]]>> = {
  takes: ["disc", "live"],
  forced: ["triangle", "attention"],
  off: ["bars", "attention"],
  open: ["square", "danger"],
  half_open: ["half", "attention"],
};

/** A channel: how it stands, its figures, their trend, and its switch. */
export function ChannelRow(props: {
  readonly channel: Channel;
  /** All of them: what it has is a share of what they have. */
  readonly all: readonly Channel[];
  /** It, second by second. */
  readonly seconds: readonly ChannelSecond[];
  readonly ask: (mode: ModeName) => void;
}) {
  const { channel, all, seconds, ask } = props;
  const words = useWords(channelWords);
  const formats = useFormats();
  const standing = standingOf(channel);
  const [shape, tone] = looks[standing];
  const openMs = millisecondsOf(channel.openUntil);
  return (
    <li className={styles["channel"]} data-standing={standing} aria-label={channel.name}>
      <div className={styles["who"]}>
        <h2>{channel.name}</h2>
        <code className={styles["address"]}>{channel.address}</code>
        <MarkView mark={{ word: words.standing[standing], shape, tone }} />
        <p>{words.meaning[standing]}</p>
        {openMs !== undefined && (
          <p className={styles["opens"]}>
            {words.opens} <Countdown endsAtMs={openMs} ended={words.opensNow} />
          </p>
        )}
        <Settings channel={channel} />
      </div>
      <Figures channel={channel} all={all} />
      <ChannelTrend seconds={seconds} label={words.trend(formats.duration(secondsMax * 1_000))} />
      <ModeSwitch channel={channel} ask={ask} />
    </li>
  );
}

/** What was set, and does not move. */
function Settings({ channel }: { readonly channel: Channel }) {
  const { settings } = useWords(channelWords);
  const formats = useFormats();
  const { priority, weight, deadlineMs } = channel;
  const deadline = formats.latency(Number(deadlineMs)).join(" ");
  return <p>{settings(formats.count(priority), formats.count(weight), deadline)}</p>;
}

function Figures(props: { readonly channel: Channel; readonly all: readonly Channel[] }) {
  const { channel, all } = props;
  const { figures } = useWords(channelWords);
  const formats = useFormats();
  const share = errorShare(channel);
  const traffic = trafficShare(channel, all);
  const latency = (us: bigint): string =>
    us === 0n ? "–" : formats.latency(Number(us) / 1_000).join(" ");
  return (
    <dl className={styles["figures"]}>
      <Figure
        name={figures.errors}
        title={figures.errorsTitle}
        note={
          share === undefined
            ? figures.noCalls
            : figures.ofCalls(formats.count(channel.failureCount), formats.count(channel.callCount))
        }
      >
        {share === undefined ? "–" : formats.percent(share)}
      </Figure>
      <Figure name={figures.traffic} title={figures.trafficTitle}>
        {traffic === undefined ? "–" : formats.percent(traffic)}
      </Figure>
      <Figure name={figures.inFlight} note={figures.ofMax(formats.count(channel.inFlightMax))}>
        {formats.count(channel.inFlight)}
      </Figure>
      <Figure name={figures.p50} title={figures.latencyTitle}>
        {latency(channel.latencyP50Us)}
      </Figure>
      <Figure name={figures.p99} title={figures.latencyTitle}>
        {latency(channel.latencyP99Us)}
      </Figure>
    </dl>
  );
}

function Figure(props: {
  readonly name: string;
  readonly title?: string;
  readonly note?: string;
  readonly children: ReactNode;
}) {
  const { name, title, note, children } = props;
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd>
        {children}
        {note !== undefined && <small> {note}</small>}
      </dd>
    </div>
  );
}

function ModeSwitch(props: { readonly channel: Channel; readonly ask: (mode: ModeName) => void }) {
  const { channel, ask } = props;
  const { mode: words } = useWords(channelWords);
  const formats = useFormats();
  const current = modeName(channel.mode);
  const sinceMs = millisecondsOf(channel.modeSince);
  return (
    <div className={styles["switch"]}>
      <fieldset className={styles["modes"]} aria-label={words.label(channel.name)}>
        {modeNames.map((mode) => (
          <button
            key={mode}
            type="button"
            aria-pressed={mode === current}
            onClick={() => mode !== current && ask(mode)}
          >
            {words[mode]}
          </button>
        ))}
      </fieldset>
      {sinceMs !== undefined && (
        <>
          <p>{words.by(channel.modeActor, formats.dateTime(sinceMs))}</p>
          <p className={styles["reason"]}>{words.reason(channel.modeReason)}</p>
        </>
      )}
    </div>
  );
}

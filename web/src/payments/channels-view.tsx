import { Suspense, useState } from "react";
import type { Channel } from "#gen/sluice/payments/v1/channel_pb.ts";
import { Answered } from "../orders/answered.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Empty } from "../ui/empty.tsx";
import { lazyPart } from "../ui/lazy-part.ts";
import { MarkShape } from "../ui/mark-view.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { channelsVerdict } from "./channel-figures.ts";
import { ChannelMoves } from "./channel-moves.tsx";
import type { ModeName } from "./channel-mode.ts";
import { ChannelRow } from "./channel-row.tsx";
import { channelWords } from "./channel-words.ts";
import { PaymentsFrame } from "./payments-frame.tsx";
import { useChannels } from "./use-channels.ts";
import { usePaymentStream, usePaymentView, useStreamLost } from "./use-payment-stream.ts";
import styles from "./channels.module.css";

const SwitchDialog = lazyPart(() =>
  import("./switch-dialog.tsx").then((file) => file.SwitchDialog),
);

interface Asked {
  readonly name: string;
  readonly mode: ModeName;
}

/** Every channel as it is now: whether it takes charges, how it does, and a switch by hand. */
export function ChannelsView() {
  const words = useWords(channelWords);
  const stream = usePaymentStream();
  const lost = useStreamLost(stream);
  const { log } = usePaymentView(stream);
  const { state, retry } = useChannels(stream);
  const [asked, setAsked] = useState<Asked>();
  const channels = "data" in state ? state.data : undefined;
  const switched = channels?.find(({ name }) => name === asked?.name);
  return (
    <PaymentsFrame
      title={words.title}
      subtitle={channels && <Verdict channels={channels} />}
      lost={lost}
    >
      <Answered
        noun={words.noun}
        loading={<p className={styles["loading"]}>{words.loading}</p>}
        state={state}
        retry={retry}
      >
        {(known, old) =>
          known.length === 0 ? (
            <NoChannels />
          ) : (
            <div className={styles["view"]} data-old={old || lost}>
              <ul className={styles["channels"]}>
                {known.map((channel) => (
                  <ChannelRow
                    key={channel.name}
                    channel={channel}
                    all={known}
                    seconds={log.seconds.get(channel.name) ?? []}
                    ask={(mode) => setAsked({ name: channel.name, mode })}
                  />
                ))}
              </ul>
              <ChannelMoves moves={log.moves} />
            </div>
          )
        }
      </Answered>
      {asked && channels && switched && (
        <Suspense fallback={null}>
          <SwitchDialog
            channel={switched}
            mode={asked.mode}
            others={channels.filter((channel) => channel !== switched)}
            onDone={stream.store.learnChannel}
            onClose={() => setAsked(undefined)}
          />
        </Suspense>
      )}
    </PaymentsFrame>
  );
}

/** Whether payments go on, in one line. */
function Verdict({ channels }: { readonly channels: readonly Channel[] }) {
  const { verdict: words } = useWords(channelWords);
  const formats = useFormats();
  const verdict = channelsVerdict(channels);
  switch (verdict.kind) {
    case "none":
      return words.none;
    case "all":
      return words.all(formats.counted(verdict.count));
    case "some":
      return (
        <span className={styles["verdict"]} data-tone="attention">
          <MarkShape shape="triangle" />
          {words.some(formats.count(verdict.taking), formats.count(verdict.count))}
        </span>
      );
    case "down":
      return (
        <span className={styles["verdict"]} data-tone="danger" role="alert">
          <MarkShape shape="square" />
          {words.down}
        </span>
      );
  }
}

const sandboxCommands = `npm run provider -- --port 9000
PAYMENT_CHANNELS='sandbox=http://127.0.0.1:9000' npm start`;

function NoChannels() {
  const { none } = useWords(channelWords);
  return (
    <Empty title={none.title}>
      <p>{none.text}</p>
      <div className={styles["example"]}>
        <pre>{sandboxCommands}</pre>
        <CopyButton text={sandboxCommands} name={none.commands} />
      </div>
    </Empty>
  );
}

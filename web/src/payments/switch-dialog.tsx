import type { Channel } from "#gen/sluice/payments/v1/channel_pb.ts";
import { ConfirmWithReason } from "../ui/confirm-with-reason.tsx";
import { toasts } from "../ui/toast.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { modeOf } from "./channel-mode.ts";
import type { ModeName } from "./channel-mode.ts";
import { channelWords } from "./channel-words.ts";
import { paymentClient } from "./payment-client.ts";

/** Asks for a reason before a channel is switched, and says what is left to take charges. */
export function SwitchDialog(props: {
  readonly channel: Channel;
  readonly mode: ModeName;
  readonly others: readonly Channel[];
  readonly onDone: (channel: Channel) => void;
  readonly onClose: () => void;
}) {
  const { channel, mode, others, onDone, onClose } = props;
  const words = useWords(channelWords);
  const formats = useFormats();
  const { name, inFlight } = channel;
  const { title, confirm, keep } = words.switch[mode];
  const takingCount = others.filter(({ takesCharges }) => takesCharges).length;
  return (
    <ConfirmWithReason
      formKey={`switch-channel-${mode}:${name}`}
      title={title(name)}
      consequences={
        <>
          <p>{keep}</p>
          {mode === "off" && (
            <p>
              {takingCount === 0
                ? words.switch.last
                : words.switch.left(formats.counted(takingCount))}{" "}
              {inFlight > 0n && words.switch.inFlight(formats.counted(inFlight))}
            </p>
          )}
          <p>{words.switch.until}</p>
        </>
      }
      quickReasons={Object.values(words.switch.reasons[mode])}
      confirmLabel={confirm}
      tone={mode === "off" ? "danger" : "primary"}
      confirm={async (reason) => {
        const answer = await paymentClient.setChannel({ name, mode: modeOf[mode], reason });
        if (answer.channel) onDone(answer.channel);
        toasts.show({ text: words.switch.done(name, words.mode[mode]) });
      }}
      onClose={onClose}
    />
  );
}

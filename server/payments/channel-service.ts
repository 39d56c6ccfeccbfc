import type { ServiceImpl } from "@connectrpc/connect";
import { Code } from "@connectrpc/connect";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type {
  PaymentService,
  SetChannelRequest,
} from "#gen/sluice/payments/v1/payment_service_pb.ts";
import type { Clock } from "../core/clock.ts";
import { reasonMaxLength } from "../orders/order.ts";
import { applyInternal } from "../jobs/apply-internal.ts";
import { readStorage } from "../rpc/apply-command.ts";
import { principalOf } from "../rpc/call-context.ts";
import { refused } from "../rpc/errors.ts";
import { unknownValue, Violations } from "../rpc/violations.ts";
import type { Storage } from "../storage/storage.ts";
import { channelMessage, channelModeOf } from "./channel-message.ts";
import type { ChannelMode, Gateway } from "./gateway.ts";

export interface ChannelServiceDependencies {
  /** Keeps what people switch. */
  readonly storage: Pick<Storage, "apply">;
  readonly gateway: Gateway;
  readonly clock: Clock;
}

/** The handlers of sluice.payments.v1.PaymentService that are about channels. */
export function channelService({
  storage,
  gateway,
  clock,
}: ChannelServiceDependencies): Pick<
  ServiceImpl<typeof PaymentService>,
  "listChannels" | "setChannel"
> {
  return {
    listChannels: () => ({
      channels: gateway.channels().map(channelMessage),
      at: timestampFromMs(clock()),
    }),

    setChannel: async (request, context) => {
      const { name, mode, reason } = parseSetChannel(request);
      const channel = gateway.channels().find((one) => one.name === name);
      if (channel === undefined) throw unknownChannel(name);
      if (channel.mode === mode) return { channel: channelMessage(channel) };
      const actor = principalOf(context);
      const command = { type: "switch_channel", channel: name, mode, reason } as const;
      // Kept before it holds: it must not come to be that a channel is off until the server is started again.
      await readStorage(context, () => applyInternal(storage, command, actor));
      return { channel: channelMessage(gateway.setChannel(name, mode, { actor, reason })) };
    },
  };
}

const nameMaxLength = 32;

function parseSetChannel({ name, mode, reason }: SetChannelRequest) {
  const violations = new Violations();
  violations.text("name", name, nameMaxLength);
  violations.text("reason", reason, reasonMaxLength);
  const wanted = channelModeOf(mode);
  if (wanted === undefined) violations.add("mode", unknownValue("must be AUTOMATIC, ON or OFF"));
  violations.throwIfAny();
  return { name, reason, mode: wanted as ChannelMode };
}

function unknownChannel(name: string) {
  const message = `Unknown channel: ${name}`;
  return refused({ code: Code.NotFound, reason: "CHANNEL_NOT_FOUND", message });
}

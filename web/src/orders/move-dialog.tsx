import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { CountField } from "../form/count-field.tsx";
import { parseCount } from "../form/count-text.ts";
import { FieldRow, Form } from "../form/form.tsx";
import { ReasonField } from "../form/reason-field.tsx";
import { TextField } from "../form/text-field.tsx";
import { useForm } from "../form/use-form.ts";
import type { FormHandle } from "../form/use-form.ts";
import { liveStore } from "../live/live.ts";
import { Dialog } from "../ui/dialog.tsx";
import { toasts } from "../ui/toast.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { askedLines, asksOf, moveSpecs, unitsName, worthOf } from "./move-form.ts";
import type { MoveAsks } from "./move-form.ts";
import { moveOrder } from "./move-order.ts";
import { moveWords } from "./move-words.ts";
import type { MoveWords } from "./move-words.ts";
import { unitsIn } from "./order-moves.ts";
import { OrderSubject } from "./order-subject.tsx";
import type { OrderMove } from "./order-moves.ts";

type Move = Exclude<OrderMove, "pay">;

/** Takes an order one step further: asks for units, a reason or a tracking number where the step needs them, and says what it will do. */
export function MoveDialog(props: {
  readonly move: Move;
  readonly order: Order;
  readonly onClose: () => void;
}) {
  const { move, order, onClose } = props;
  const words = useWords(moveWords);
  const asks = asksOf(order, move);
  const { title, confirm, done } = textsOf(move, words);
  const form = useForm({
    // Another version may have other lines left.
    formKey: `${move}-order:${order.orderId}:${order.version}`,
    specs: moveSpecs(asks),
    labels: labelsOf(asks, words),
    initial: Object.fromEntries(asks.lines.map(({ sku, most }) => [unitsName(sku), String(most)])),
    check: (values) => noUnits(asks, values, words),
    send: async (values, { idempotencyKey }) => {
      const { orderId, version: expectedVersion } = order;
      const { reason, tracking } = values;
      const moved = await moveOrder(move, {
        orderId,
        expectedVersion,
        idempotencyKey,
        lines: askedLines(asks, values),
        reason: String(reason ?? ""),
        tracking: String(tracking ?? ""),
      });
      liveStore.learnOrder(moved);
      toasts.show({ text: done });
      onClose();
    },
  });
  return (
    <Dialog title={title} subject={<OrderSubject order={order} />} onClose={onClose}>
      <Form
        form={form}
        label={title}
        submitLabel={confirm}
        tone={move === "cancel_units" ? "danger" : "primary"}
        cancel={{ label: words.close, run: onClose }}
      >
        <Consequences move={move} order={order} asks={asks} form={form} />
        <Units asks={asks} form={form} />
        {asks.tracking && (
          <TextField form={form} name="tracking" kind="code" optional help={words.trackingHelp} />
        )}
        {asks.reason && (
          <ReasonField
            form={form}
            help={words.reasonHelp}
            quickReasons={quickReasons(move, words)}
          />
        )}
      </Form>
    </Dialog>
  );
}

function Units({ asks, form }: { readonly asks: MoveAsks; readonly form: FormHandle }) {
  const words = useWords(moveWords);
  const formats = useFormats();
  if (asks.lines.length === 0) return null;
  return (
    <FieldRow>
      {asks.lines.map(({ sku, most }) => (
        <CountField
          key={sku}
          form={form}
          name={unitsName(sku)}
          help={words.unitsHelp(formats.count(most))}
        />
      ))}
    </FieldRow>
  );
}

/** What it will do in numbers, and what it gives back. */
function Consequences(props: {
  readonly move: Move;
  readonly order: Order;
  readonly asks: MoveAsks;
  readonly form: FormHandle;
}) {
  const { move, order, asks, form } = props;
  const words = useWords(moveWords);
  const formats = useFormats();
  const { keep } = textsOf(move, words);
  const text = typeof keep === "string" ? keep : keep(formats.counted(unitsIn(asks.lines)));
  const typed = asks.lines.flatMap(({ sku }) => {
    const quantity = parseCount(form.raw[unitsName(sku)] ?? "");
    return quantity === undefined ? [] : [{ sku, quantity }];
  });
  const currencyCode = order.total?.currencyCode ?? "";
  const worth = worthOf(order, typed);
  const gives = asks.reason && worth > 0n && currencyCode !== "";
  return (
    <>
      <p>{text}</p>
      {gives && (
        <output>
          {words.owed(`${formats.money({ currencyCode, minorUnits: worth })} ${currencyCode}`)}
        </output>
      )}
    </>
  );
}

function textsOf(move: Move, words: MoveWords) {
  return words[move === "close" ? "close_order" : move];
}

function quickReasons(move: Move, { reasons }: MoveWords): readonly string[] {
  return move === "return" || move === "cancel_units" ? Object.values(reasons[move]) : [];
}

function labelsOf({ lines }: MoveAsks, words: MoveWords): Readonly<Record<string, string>> {
  const units = lines.map(({ sku }) => [unitsName(sku), words.units(sku)] as const);
  return { ...Object.fromEntries(units), reason: words.reason, tracking: words.tracking };
}

/** Nothing at all of every line is no move. Told at the first of them. */
function noUnits(
  asks: MoveAsks,
  values: Readonly<Record<string, unknown>>,
  { none }: MoveWords,
): Readonly<Record<string, string>> {
  const [first] = asks.lines;
  if (first === undefined || askedLines(asks, values).length > 0) return {};
  return { [unitsName(first.sku)]: none };
}

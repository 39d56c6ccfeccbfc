import { Link } from "wouter";
import type { Order, OrderLine } from "#gen/sluice/orders/v1/order_pb.ts";
import { itemHref } from "../inventory/item-address.ts";
import { Money } from "../ui/money.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { detailWords } from "./detail-words.ts";
import { lineSum, unitsOf } from "./line-sums.ts";
import styles from "./order-lines.module.css";

/** What is ordered, at the prices of then, and what that comes to. */
export function OrderLines({ order }: { readonly order: Order }) {
  const words = useWords(detailWords).lines;
  const formats = useFormats();
  return (
    <section aria-labelledby="lines-title" className={styles["part"]}>
      <h2 id="lines-title">{words.title}</h2>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{words.sku}</th>
            <th scope="col">{words.quantity}</th>
            <th scope="col">{words.unitPrice}</th>
            <th scope="col">{words.sum}</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.sku}>
              <th scope="row">
                <Link href={itemHref(line.sku)}>{line.sku}</Link> <Became line={line} />
              </th>
              <td>{formats.count(line.quantity)}</td>
              <td>
                <Money amount={line.unitPrice} />
              </td>
              <td>
                <Money amount={lineSum(line)} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            <td>{formats.count(unitsOf(order))}</td>
            <td colSpan={2}>
              <Money amount={order.total} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

/** What became of the units of a line, where something did. */
function Became({ line }: { readonly line: OrderLine }) {
  const words = useWords(detailWords).lines;
  const formats = useFormats();
  const { fulfilledQuantity: sent, cancelledQuantity, returnedQuantity } = line;
  const parts = [
    sent > 0n && words.sent(formats.count(sent)),
    cancelledQuantity > 0n && words.calledOff(formats.count(cancelledQuantity)),
    returnedQuantity > 0n && words.returned(formats.count(returnedQuantity)),
  ].filter((part) => part !== false);
  if (parts.length === 0) return null;
  return <span className={styles["became"]}>{formats.list(parts)}</span>;
}

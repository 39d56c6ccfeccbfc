import { useMemo } from "react";
import { Link, useLocation, useSearchParams } from "wouter";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { noteWords } from "../notes/note-words.ts";
import { Answered } from "../orders/answered.tsx";
import { useNowMs } from "../refresh/use-refresh.ts";
import { DataTable } from "../table/data-table.tsx";
import { Pager } from "../table/pager.tsx";
import { Empty } from "../ui/empty.tsx";
import { shortId } from "../ui/short-id.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { listWords } from "./list-words.ts";
import { noFilter, paymentAddress, readPaymentAddress } from "./payment-address.ts";
import type { PaymentFilter } from "./payment-address.ts";
import { paymentColumns } from "./payment-columns.tsx";
import { PaymentFilters } from "./payment-filters.tsx";
import { PaymentFind } from "./payment-find.tsx";
import { PaymentsFrame } from "./payments-frame.tsx";
import { usePayments } from "./use-payments.ts";
import type { PaymentsPageData } from "./use-payments.ts";
import { usePaymentStream, useStreamLost } from "./use-payment-stream.ts";
import styles from "./payments-view.module.css";

const hourMs = 3_600_000;

/** The payments that the address asks for, live. */
export function PaymentsView() {
  const words = useWords(listWords);
  const stream = usePaymentStream();
  const lost = useStreamLost(stream);
  const { filter, ignored, pageToken, go } = usePaymentAddress();
  const payments = usePayments(stream, filter, pageToken);
  return (
    <PaymentsFrame title={words.title} subtitle={words.subtitle} lost={lost}>
      <PaymentFind go={go} />
      <PaymentFilters filter={filter} go={go} />
      {ignored.length > 0 && (
        <p className={styles["note"]}>{words.filters.ignored(ignored.join(", "))}</p>
      )}
      <Answered
        noun={words.noun}
        loading={<p className={styles["loading"]}>{words.loading}</p>}
        state={payments.state}
        retry={payments.retry}
      >
        {(data, old) => (
          <>
            {data.payments.length === 0 ? (
              <NoPayments filter={filter} firstPage={pageToken === ""} more={data.next !== ""} />
            ) : (
              <PaymentRows
                data={data}
                listKey={JSON.stringify([filter, pageToken])}
                whole={pageToken === "" && data.next === ""}
                old={old || payments.standIn || lost}
              />
            )}
            <Pager next={data.next} />
          </>
        )}
      </Answered>
    </PaymentsFrame>
  );
}

/** The filter and page that the address says: the one place where they are kept. */
function usePaymentAddress() {
  const [, navigate] = useLocation();
  const [parameters] = useSearchParams();
  const query = parameters.toString();
  return useMemo(() => {
    const current = new URLSearchParams(query);
    const go = (filter: PaymentFilter): void => {
      const next = paymentAddress(current, filter);
      navigate(next.size === 0 ? "/payments" : `/payments?${next.toString()}`);
    };
    return { ...readPaymentAddress(current), pageToken: current.get("page") ?? "", go };
  }, [query, navigate]);
}

function PaymentRows(props: {
  readonly data: PaymentsPageData;
  readonly listKey: string;
  readonly whole: boolean;
  readonly old: boolean;
}) {
  const { data, listKey, whole, old } = props;
  const words = useWords(listWords);
  const formats = useFormats();
  // Another hour is soon enough to learn that yesterday's times need their day.
  const hour = Math.floor(useNowMs() / hourMs) * hourMs;
  const notes = useWords(noteWords);
  const columns = useMemo(
    () => paymentColumns(words, notes, formats, hour),
    [words, notes, formats, hour],
  );
  return (
    <DataTable
      label={words.title}
      rows={data.payments}
      keyOf={idOf}
      hrefOf={hrefOf}
      nameOf={nameOf}
      columns={columns}
      listKey={listKey}
      totalCount={whole ? data.payments.length : -1}
      old={old}
    />
  );
}

function idOf({ paymentId }: Payment): string {
  return paymentId;
}

function hrefOf({ paymentId }: Payment): string {
  return `/payments/${paymentId}`;
}

function nameOf({ paymentId }: Payment): string {
  return shortId(paymentId);
}

function NoPayments(props: {
  readonly filter: PaymentFilter;
  readonly firstPage: boolean;
  readonly more: boolean;
}) {
  const { filter, firstPage, more } = props;
  const words = useWords(listWords).empty;
  if (more) return <Empty title={words.shortPage} />;
  if (!firstPage) return <Empty title={words.end} />;
  if (JSON.stringify(filter) !== JSON.stringify(noFilter)) {
    return (
      <Empty title={words.none}>
        <p>{words.noneText}</p>
      </Empty>
    );
  }
  return (
    <Empty title={words.title} actions={<Link href="/orders?status=placed">{words.orders}</Link>}>
      <p>{words.text}</p>
    </Empty>
  );
}

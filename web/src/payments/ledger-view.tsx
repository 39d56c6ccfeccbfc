import type { LedgerStatus } from "#gen/sluice/payments/v1/ledger_pb.ts";
import { Answered } from "../orders/answered.tsx";
import factStyles from "../orders/order-facts.module.css";
import { useNowMs } from "../refresh/use-refresh.ts";
import { MarkShape } from "../ui/mark-view.tsx";
import { millisecondsOf } from "../ui/time-text.ts";
import { useFormats } from "../ui/use-formats.ts";
import viewStyles from "../ui/old-view.module.css";
import { useWords } from "../words/use-words.ts";
import { LedgerFaults } from "./ledger-faults.tsx";
import { checkNames, faultsOf } from "./ledger-standing.ts";
import { ledgerWords } from "./ledger-words.ts";
import { PaymentsFrame } from "./payments-frame.tsx";
import { useLedger } from "./use-ledger.ts";
import styles from "./ledger.module.css";

/** Whether the books of money and stock add up, how far that was checked, and if not, which check fails and of what. */
export function LedgerView() {
  const words = useWords(ledgerWords);
  const { state, lost, retry } = useLedger();
  return (
    <PaymentsFrame title={words.title} subtitle={words.subtitle} lost={lost}>
      <Answered
        noun={words.noun}
        loading={<p className={styles["loading"]}>{words.loading}</p>}
        state={state}
        retry={retry}
      >
        {(status, old) => (
          <div className={viewStyles["view"]} data-old={old || lost}>
            <Verdict status={status} />
            <Facts status={status} />
            <Checks status={status} />
            {status.faults.length > 0 && <LedgerFaults status={status} />}
          </div>
        )}
      </Answered>
    </PaymentsFrame>
  );
}

function Verdict({ status }: { readonly status: LedgerStatus }) {
  const { verdict } = useWords(ledgerWords);
  const formats = useFormats();
  const { green, faultCount } = status;
  return (
    <output className={styles["verdict"]} data-green={green}>
      <MarkShape shape={green ? "disc" : "square"} />
      {green ? verdict.green : verdict.red(formats.counted(faultCount))}
    </output>
  );
}

function Facts({ status }: { readonly status: LedgerStatus }) {
  const { facts } = useWords(ledgerWords);
  const formats = useFormats();
  const nowMs = useNowMs();
  const { checkedSeq, headSeq } = status;
  const behind = headSeq - checkedSeq;
  const atMs = millisecondsOf(status.checkedAt);
  return (
    <dl className={factStyles["facts"]} aria-label={facts.label}>
      <div>
        <dt>{facts.checked}</dt>
        <dd>{formats.count(checkedSeq)}</dd>
        {behind > 0n && (
          <dd className={factStyles["note"]}>{facts.behind(formats.counted(behind))}</dd>
        )}
      </div>
      <div>
        <dt>{facts.head}</dt>
        <dd>{formats.count(headSeq)}</dd>
      </div>
      <div>
        <dt>{facts.at}</dt>
        <dd title={atMs === undefined ? undefined : formats.wholeTime(atMs)}>
          {atMs === undefined ? facts.never : formats.age(nowMs - atMs)}
        </dd>
      </div>
    </dl>
  );
}

function Checks({ status }: { readonly status: LedgerStatus }) {
  const { checks } = useWords(ledgerWords);
  const formats = useFormats();
  return (
    <section className={styles["part"]} aria-labelledby="checks-title">
      <h2 id="checks-title">{checks.title}</h2>
      <ul>
        {checkNames.map((name) => {
          const count = faultsOf(status.faults, name);
          return (
            <li key={name} className={styles["check"]} data-fails={count > 0}>
              <MarkShape shape={count > 0 ? "square" : "disc"} />
              <span>{checks[name]}</span>
              <b>{count > 0 ? checks.fails(formats.counted(count)) : checks.holds}</b>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

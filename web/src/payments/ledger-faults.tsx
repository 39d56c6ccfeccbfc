import { Link } from "wouter";
import { LedgerCheck } from "#gen/sluice/payments/v1/ledger_pb.ts";
import type { LedgerStatus } from "#gen/sluice/payments/v1/ledger_pb.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { faultHref } from "./ledger-standing.ts";
import { ledgerWords } from "./ledger-words.ts";
import { nameIn } from "./payment-mark.ts";
import styles from "./ledger.module.css";

/** What does not add up, each with what it is about and where it was found. */
export function LedgerFaults({ status }: { readonly status: LedgerStatus }) {
  const { faults: words, checks } = useWords(ledgerWords);
  const formats = useFormats();
  const { faults, faultCount } = status;
  return (
    <section className={styles["part"]} aria-labelledby="faults-title">
      <h2 id="faults-title">{words.title}</h2>
      {BigInt(faults.length) < faultCount && (
        <p>{words.shown(formats.count(faults.length), formats.count(faultCount))}</p>
      )}
      <ul>
        {faults.map((fault) => {
          const href = faultHref(fault);
          return (
            <li key={`${fault.seq} ${fault.check} ${fault.subjectId}`} className={styles["fault"]}>
              <p>{checks[nameIn(LedgerCheck, fault.check)]}</p>
              <p>
                {href === undefined ? (
                  <code>{fault.subjectId}</code>
                ) : (
                  <Link href={href}>
                    <code>{fault.subjectId}</code>
                  </Link>
                )}{" "}
                <span lang="en">{fault.detail}</span>
              </p>
              <p className={styles["quiet"]}>{words.event(formats.count(fault.seq))}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

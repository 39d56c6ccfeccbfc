import { useState } from "react";
import { newIdempotencyKey } from "../form/random-uuid.ts";
import { useLive } from "../live/use-live.ts";
import { StartSale } from "../practice/start-sale.tsx";
import { firstSteps } from "./commands.ts";
import { StepList } from "./step-list.tsx";
import styles from "./step-list.module.css";

/** What to do while there is no order: let buyers be simulated, or place one by hand. With items, two steps are left. */
export function FirstSteps() {
  const sku = useLive((view) => view.items[0]?.sku);
  const [idempotencyKey] = useState(newIdempotencyKey);
  const { origin } = location;
  const { user, item, order } = firstSteps({ origin, idempotencyKey, sku: sku ?? "DROP-01" });
  return (
    <div className={styles["guide"]}>
      <p className={styles["lead"]}>
        Orders appear here the moment they are placed. There are none yet.
      </p>
      <StartSale />
      <p className={styles["lead"]}>Or place one from a shell:</p>
      <StepList steps={sku === undefined ? [user, item, order] : [user, order]} />
    </div>
  );
}

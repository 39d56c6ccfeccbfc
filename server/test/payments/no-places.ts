import type { PaymentWorker } from "../../jobs/payment-worker.ts";

/** A worker of payments that has no place for a charge: what is begun stays as it is, for the test to go on with. */
export const noPlaces: Pick<PaymentWorker, "reserve"> = { reserve: () => undefined };

import { nextMessage, spawnPinned } from "../child.ts";
import type { PayerAnswer, PayerMessage } from "./payer-process.ts";

/** The process that pays, from the outside. */
export interface Payer {
  readonly aim: (url: string, orderIds: readonly string[]) => void;
  /** Pays at a rate until the end; open loop, evenly. */
  readonly begin: (ratePerSecond: number) => void;
  /** Ends, once every call was answered. Throws when one failed. */
  readonly end: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** Starts it on the second core, where the load is. */
export function startPayer(): Payer {
  const child = spawnPinned({ script: "bench/pay/payer-process.ts", core: 1 });
  const tell = (message: PayerMessage): void => void child.process.send(message);
  return {
    aim: (url, orderIds) => tell({ type: "target", url, orderIds }),
    begin: (ratePerSecond) => tell({ type: "begin", ratePerSecond }),
    async end() {
      const answer = nextMessage<PayerAnswer>(child);
      tell({ type: "end" });
      const { accepted, failed, error } = await answer;
      if (failed > 0) throw new Error(`${failed} payments were not accepted: ${error}`);
      return accepted;
    },
    stop: child.stop,
  };
}

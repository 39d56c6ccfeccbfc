import { setTimeout as sleep } from "node:timers/promises";
import { bothClients } from "../kill/load.ts";
import { Random } from "../kill/random.ts";
import type { Cards } from "./cards.ts";
import { Desk } from "./desk.ts";
import type { PayHistory } from "./operation.ts";
import type { PayShop } from "./pay-shop.ts";
import { Story } from "./story.ts";
import type { Tickets } from "./tickets.ts";

export interface BuyersOptions {
  readonly url: string;
  readonly seed: number;
  readonly shop: PayShop;
  readonly cards: Cards;
  readonly tickets: Tickets;
  readonly history: PayHistory;
  /** Stories told at once. */
  readonly buyerCount: number;
}

const waitMs = 20;
/** Between the first calls of two buyers: a server that has just started is met by a queue, not by a crowd. */
const arrivalMs = 10;

/**
 * Lets buyers tell one story after another until all payments are made, half of them over gRPC and half over the Connect
 * protocol. Each story has a chance of its own, so that what one buyer wants is the same for the same seed.
 */
export async function runBuyers(options: BuyersOptions): Promise<void> {
  const { url, seed, tickets, buyerCount, shop, cards } = options;
  const { grpc, connect } = bothClients(url);
  let told = 0;
  const buyer = async (number: number): Promise<void> => {
    const clients = number % 2 === 0 ? grpc : connect;
    await sleep(number * arrivalMs);
    while (!tickets.areSpent) {
      if (!tickets.take()) {
        await sleep(waitMs);
        continue;
      }
      told += 1;
      const random = new Random(seed * 1_000_003 + told);
      const desk = new Desk({ name: `buyer-${number}`, clients, history: options.history, random });
      await new Story({ random, desk, shop, cards, tickets }).run();
    }
  };
  await Promise.all(Array.from({ length: buyerCount }, (_, number) => buyer(number)));
}

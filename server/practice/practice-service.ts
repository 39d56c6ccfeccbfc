import { randomBytes } from "node:crypto";
import type { ConnectError, ServiceImpl } from "@connectrpc/connect";
import { Code } from "@connectrpc/connect";
import type {
  PracticeService,
  StartSaleRequest,
} from "#gen/sluice/practice/v1/practice_service_pb.ts";
import { refused } from "../rpc/errors.ts";
import { Violations } from "../rpc/violations.ts";
import type { Range } from "../rpc/violations.ts";
import { saleMessage } from "./sale-message.ts";
import type { SaleRunner } from "./sale-runner.ts";
import type { Sale, SalePlan } from "./sale.ts";

const peakRange: Range = { min: 1, max: 500 };
const peakDefault = 40;
const durationRange: Range = { min: 5, max: 3_600 };
const durationDefaultSeconds = 180;

/** The handlers of sluice.practice.v1.PracticeService. */
export function practiceService({
  practice,
}: {
  readonly practice: SaleRunner;
}): ServiceImpl<typeof PracticeService> {
  return {
    async loadSampleCatalogue(_request, { signal }) {
      const loaded = await practice.loadSamples(signal);
      if (loaded === undefined) throw closed();
      return {
        createdItemCount: loaded.createdSkus.length,
        createdUserCount: loaded.createdUserCount,
      };
    },

    startSale(request) {
      const outcome = practice.start(parseStartSale(request));
      switch (outcome.kind) {
        case "started":
          return { sale: saleMessage(outcome.sale) };
        case "already_running":
          throw alreadyRunning(outcome.sale);
        case "closed":
          throw closed();
      }
    },

    async stopSale() {
      const outcome = await practice.stop();
      if (outcome.kind === "not_running") throw notRunning();
      return { sale: saleMessage(outcome.sale) };
    },

    getSale() {
      const { latest } = practice;
      if (latest === undefined) throw noSale();
      return { sale: saleMessage(latest) };
    },
  };
}

function parseStartSale(request: StartSaleRequest): SalePlan {
  const violations = new Violations();
  const peakPerSecond = violations.integer(
    "peak_orders_per_second",
    request.peakOrdersPerSecond === 0 ? peakDefault : request.peakOrdersPerSecond,
    peakRange,
  );
  const durationSeconds = violations.integer(
    "duration_seconds",
    request.durationSeconds === 0 ? durationDefaultSeconds : request.durationSeconds,
    durationRange,
  );
  violations.throwIfAny();
  const seed = request.seed === 0n ? randomBytes(8).readBigInt64LE() : request.seed;
  return { peakPerSecond, durationMs: durationSeconds * 1_000, seed };
}

function alreadyRunning({ saleId, endsAtMs }: Sale): ConnectError {
  const reason = "SALE_RUNNING";
  const endsAt = new Date(endsAtMs).toISOString();
  const message = `A practice sale is running until ${endsAt}; stop it first`;
  return refused({
    code: Code.FailedPrecondition,
    reason,
    message,
    metadata: { saleId, endsAt },
    preconditions: [{ type: reason, subject: `sale/${saleId}`, description: message }],
  });
}

function notRunning(): ConnectError {
  const reason = "SALE_NOT_RUNNING";
  const message = "No practice sale is running";
  const preconditions = [{ type: reason, subject: "sale", description: message }];
  return refused({ code: Code.FailedPrecondition, reason, message, preconditions });
}

function noSale(): ConnectError {
  const message = "There was no practice sale since the server started";
  return refused({ code: Code.NotFound, reason: "SALE_NOT_FOUND", message });
}

function closed(): ConnectError {
  const message = "the server is stopping";
  return refused({ code: Code.Unavailable, reason: "STOPPING", message, retryAfterMs: 1_000 });
}

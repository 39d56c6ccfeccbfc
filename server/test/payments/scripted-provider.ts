import * as http2 from "node:http2";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { ErrorInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import type { ChargeSchema } from "#gen/sluice/gateway/v1/gateway_pb.ts";
import { Result } from "#gen/sluice/gateway/v1/gateway_pb.ts";
import { GatewayService } from "#gen/sluice/gateway/v1/gateway_service_pb.ts";

type ChargeInit = MessageInitShape<typeof ChargeSchema>;

/** A provider in this process that does what a test says, and remembers what has reached it. */
export interface ScriptedProvider {
  readonly port: number;
  readonly url: string;
  /** Attempt ids of the charges that have arrived, one entry for each arrival. */
  readonly charged: readonly string[];
  /** Attempt ids that were asked about. */
  readonly asked: readonly string[];
  /** Calls that are being answered. */
  readonly inFlight: () => number;
  /** What Charge answers from now on: a charge, or whatever it throws. */
  readonly onCharge: (answer: (attemptId: string) => ChargeInit | Promise<ChargeInit>) => void;
  /** What GetCharge answers from now on; without it, approved for what has arrived and fenced for what has not. */
  readonly onAsk: (answer: (attemptId: string) => ChargeInit | Promise<ChargeInit>) => void;
  readonly close: () => Promise<void>;
}

export async function startScriptedProvider(
  serverOptions: http2.ServerOptions = {},
): Promise<ScriptedProvider> {
  const charged: string[] = [];
  const asked: string[] = [];
  let inFlight = 0;
  let answerCharge: (attemptId: string) => ChargeInit | Promise<ChargeInit> = approvedCharge;
  let answerAsk = (attemptId: string): ChargeInit | Promise<ChargeInit> => {
    if (charged.includes(attemptId)) return approvedCharge(attemptId);
    throw fenced(attemptId);
  };
  const counted = async <T>(work: () => T | Promise<T>): Promise<T> => {
    inFlight += 1;
    try {
      return await work();
    } finally {
      inFlight -= 1;
    }
  };
  const adapter = connectNodeAdapter({
    routes: (router) =>
      router.service(GatewayService, {
        charge: ({ attemptId }) =>
          counted(async () => {
            charged.push(attemptId);
            return { charge: await answerCharge(attemptId) };
          }),
        getCharge: ({ attemptId }) =>
          counted(async () => {
            asked.push(attemptId);
            return { charge: await answerAsk(attemptId) };
          }),
        refund: ({ attemptId, amount }) => {
          const providerReference = `ref-${attemptId}`;
          const done = { attemptId, result: Result.APPROVED, providerReference };
          return { refund: amount === undefined ? done : { ...done, amount } };
        },
        getRefund: ({ attemptId }) => {
          throw fenced(attemptId);
        },
      }),
  });
  const server = http2.createServer(serverOptions, adapter);
  const sessions = new Set<http2.ServerHttp2Session>();
  server.on("session", (session) => {
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    charged,
    asked,
    inFlight: () => inFlight,
    onCharge: (answer) => void (answerCharge = answer),
    onAsk: (answer) => void (answerAsk = answer),
    async close() {
      for (const session of sessions) session.destroy();
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      await closed.promise;
    },
  };
}

/** 12.99 euros taken. */
export function approvedCharge(attemptId: string): ChargeInit {
  const amount = { currencyCode: "EUR", minorUnits: 1_299n };
  return { attemptId, result: Result.APPROVED, amount, providerReference: `ref-${attemptId}` };
}

/** The definite answer: never seen, and refused from now on. */
export function fenced(attemptId: string): ConnectError {
  const info = { reason: "ATTEMPT_FENCED", metadata: { attempt_id: attemptId } };
  return new ConnectError("never seen", Code.NotFound, undefined, [
    { desc: ErrorInfoSchema, value: info },
  ]);
}

/** An answer that never comes. */
export function never(): Promise<never> {
  return new Promise(() => {});
}

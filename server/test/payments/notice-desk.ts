import { fromBinary } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import type { TestContext } from "node:test";
import type { NotifyRequest } from "#gen/sluice/gateway/v1/callback_service_pb.ts";
import { CallbackService, NoticeSchema } from "#gen/sluice/gateway/v1/callback_service_pb.ts";
import type { CallbackNotice } from "../../payments/callback.ts";
import { readCallback } from "../../payments/callback-message.ts";
import { listenHttp2 } from "./listen-http2.ts";
import type { Http2Server } from "./listen-http2.ts";

/** Takes callbacks as Sluice does, and keeps them. */
export interface NoticeDesk extends Http2Server {
  /** The notices that were taken, in the order in which they came. */
  readonly taken: readonly CallbackNotice[];
  /** The requests that came, refused ones too. */
  readonly requests: readonly NotifyRequest[];
  /** From now on every notice is refused with this code, before it is taken; undefined takes them again. */
  readonly refuse: (code: Code | undefined) => void;
}

export const deskKey = "5a".repeat(32);

/** Opens a desk for the channel "sandbox", whose key is `deskKey`. */
export async function openNoticeDesk(t: TestContext): Promise<NoticeDesk> {
  const taken: CallbackNotice[] = [];
  const requests: NotifyRequest[] = [];
  let refusing: Code | undefined;
  const keys = [{ channel: "sandbox", key: Uint8Array.fromHex(deskKey) }];
  const server = await listenHttp2((router) =>
    router.service(CallbackService, {
      notify(request) {
        requests.push(request);
        if (refusing !== undefined) throw new ConnectError("not now", refusing);
        const read = readCallback(request, { keys, nowMs: Date.now() });
        if (read.kind !== "notice") throw new ConnectError(read.problem, Code.Unauthenticated);
        taken.push(read.notice);
        return {};
      },
    }),
  );
  t.after(server.close);
  return { ...server, taken, requests, refuse: (code) => void (refusing = code) };
}

/** The attempt that a request tells of, whether or not it was taken. */
export function attemptOf(request: NotifyRequest): string {
  return fromBinary(NoticeSchema, request.notice).subject.value?.attemptId ?? "";
}

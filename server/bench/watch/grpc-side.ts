import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import type { ServerWritableStream } from "@grpc/grpc-js";
import type { WatchResponse } from "#gen/sluice/live/v1/live_service_pb.ts";
import { WatchResponseSchema } from "#gen/sluice/live/v1/live_service_pb.ts";
import { present } from "../../core/assert.ts";
import { preparedFrames } from "./prepared-frames.ts";
import type { Side, SideOptions } from "./side.ts";
import { AllTaken } from "./side.ts";

type Call = ServerWritableStream<Buffer, WatchResponse>;

/** @grpc/grpc-js, which encodes the message for every subscriber. */
export async function startGrpcSide({ eventCount }: SideOptions): Promise<Side> {
  const messages = preparedFrames(eventCount).map((envelope) =>
    fromBinary(WatchResponseSchema, envelope.subarray(5)),
  );
  const calls = new AllTaken<Call>();
  const server = new Server();
  const watch = {
    path: "/sluice.live.v1.LiveService/Watch",
    requestStream: false,
    responseStream: true,
    requestSerialize: (bytes: Buffer) => bytes,
    requestDeserialize: (bytes: Buffer) => bytes,
    responseSerialize: (message: WatchResponse) =>
      Buffer.from(toBinary(WatchResponseSchema, message)),
    responseDeserialize: (bytes: Buffer) => fromBinary(WatchResponseSchema, bytes),
  };
  server.addService(
    { watch },
    {
      watch(call: Call) {
        calls.add(call);
        call.on("cancelled", () => calls.delete(call));
      },
    },
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  let sent = 0;
  return {
    url: `http://127.0.0.1:${port}`,
    subscriberCount: () => calls.list.length,
    prepare() {},
    send() {
      const message = present(messages[sent % messages.length], "a message");
      for (const call of calls.list) call.write(message);
      calls.restart();
      sent += 1;
    },
    taken: () => calls.isTrue(),
  };
}

/**
 * What the Connect client has of protobuf in this console: binary messages. A build puts this file in the place of `@bufbuild/protobuf`
 * for the client alone (vite.config.ts); a function that it asks for and that is not here fails the build. Errors and the ends of
 * streams are JSON on the wire as well, but the client reads those without protobuf.
 */
export { create, fromBinary, toBinary } from "@bufbuild/protobuf";
export { noJson as fromJson, noJson as fromJsonString, noJson as toJson, noJson as toJsonString };

/** Called by a transport without `useBinaryFormat`. */
function noJson(): never {
  throw new Error("the console's client speaks binary protobuf only");
}

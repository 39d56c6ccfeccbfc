import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import type { Serialization } from "@connectrpc/connect/protocol";
import { invalidArgument } from "../errors.ts";
import { jsonViolations } from "../json-violations.ts";

/** The same, but of JSON that does not parse it says which fields are wrong. Costs nothing where it parses. */
export function explainJson<I extends DescMessage>(
  schema: I,
  serialization: Serialization<MessageShape<I>>,
): Serialization<MessageShape<I>> {
  return {
    serialize: (message) => serialization.serialize(message),
    parse(data) {
      try {
        return serialization.parse(data);
      } catch (error) {
        const violations = jsonViolations(schema, new TextDecoder().decode(data));
        throw violations.length === 0 ? error : invalidArgument(violations);
      }
    },
  };
}

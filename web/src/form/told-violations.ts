import { ConnectError } from "@connectrpc/connect";
import { BadRequestSchema } from "#gen/google/rpc/error_details_pb.ts";
import type { FieldViolation } from "./violations.ts";

/** What the server found wrong with the fields of a request, from whatever the call threw. */
export function violationsOf(thrown: unknown): readonly FieldViolation[] {
  const details = ConnectError.from(thrown).findDetails(BadRequestSchema);
  return details.flatMap(({ fieldViolations }) => fieldViolations);
}

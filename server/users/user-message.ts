import { timestampFromMs, timestampMs } from "@bufbuild/protobuf/wkt";
import type { User as UserMessage } from "#gen/sluice/users/v1/user_pb.ts";
import { present } from "../core/assert.ts";
import type { User } from "./user.ts";

/** A user as the contract shows it. */
export function userMessage(user: User): UserMessage {
  return {
    $typeName: "sluice.users.v1.User",
    userId: user.userId,
    email: user.email,
    name: user.name,
    createdAt: timestampFromMs(user.createdAtMs),
  };
}

/** The user in a stored message. */
export function userOf(message: UserMessage): User {
  return {
    userId: message.userId,
    email: message.email,
    name: message.name,
    createdAtMs: timestampMs(present(message.createdAt, "created_at")),
  };
}

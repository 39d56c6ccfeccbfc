import type { CreateUser, Request, UserOutcome } from "../commands/command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import type { User } from "./user.ts";

/** Creates a user, unless the e-mail is taken. */
export function decideCreateUser(
  state: BatchState,
  request: Request,
  command: CreateUser,
  stamp: Stamp,
): UserOutcome {
  const { email, name } = command;
  if (state.usersByEmail.get(email) !== undefined) return reject({ reason: "EMAIL_TAKEN", email });
  const user: User = { userId: stamp.newId(), email, name, createdAtMs: stamp.nowMs };
  state.addUser(user);
  const event = { kind: "user.created", atMs: stamp.nowMs, cause: "" } as const;
  const seq = state.append(request, event, { kind: "user", user });
  return { kind: "done", subject: user, seq, replayed: false };
}

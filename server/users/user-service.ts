import type { ServiceImpl } from "@connectrpc/connect";
import type {
  CreateUserRequest,
  ListUsersRequest,
  UserService,
} from "#gen/sluice/users/v1/user_service_pb.ts";
import type { CreateUser } from "../commands/command.ts";
import { parseUuid } from "../core/ids.ts";
import { accepted, applyCommand, readStorage } from "../rpc/apply-command.ts";
import type { Asked } from "../rpc/apply-command.ts";
import { emailField, emailPrefixField, pageSizeField, queryField } from "../rpc/fields.ts";
import { encodePageToken, pageTokenField } from "../rpc/page-token.ts";
import type { ListFilter } from "../rpc/page-token.ts";
import { notFound } from "../rpc/problem-error.ts";
import { Violations } from "../rpc/violations.ts";
import type { Storage, UsersQuery } from "../storage/storage.ts";
import { userMessage } from "./user-message.ts";
import { nameMaxLength } from "./user.ts";

/** The handlers of sluice.users.v1.UserService. */
export function userService({
  storage,
}: {
  readonly storage: Storage;
}): ServiceImpl<typeof UserService> {
  return {
    createUser: (request, context) =>
      applyCommand(storage, context, parseCreateUser(request), (outcome) => {
        const { subject, replayed } = accepted(outcome);
        return { user: userMessage(subject), replayed };
      }),

    getUser: async (request, context) => {
      const violations = new Violations();
      const userId = violations.uuid("user_id", request.userId);
      violations.throwIfAny();
      const user = await readStorage(context, () => storage.getUser(userId));
      if (user === undefined) throw notFound({ reason: "USER_NOT_FOUND", userId });
      return { user: userMessage(user) };
    },

    listUsers: async (request, context) => {
      const { query, filter } = parseListUsers(request);
      const page = await readStorage(context, () => storage.listUsers(query));
      return {
        users: page.rows.map(userMessage),
        nextPageToken: encodePageToken(filter, page.next),
      };
    },
  };
}

function parseCreateUser(request: CreateUserRequest): Asked<CreateUser> {
  const violations = new Violations();
  const email = emailField(violations, "email", request.email);
  const name = violations.text("name", request.name, nameMaxLength);
  const idempotencyKey = violations.optionalUuid("idempotency_key", request.idempotencyKey);
  violations.throwIfAny();
  return { command: { type: "create_user", email, name }, idempotencyKey };
}

function parseListUsers(request: ListUsersRequest): { query: UsersQuery; filter: ListFilter } {
  const violations = new Violations();
  const limit = pageSizeField(violations, request.pageSize);
  const emailPrefix = emailPrefixField(violations, "email_prefix", request.emailPrefix);
  const words = queryField(violations, "query", request.query);
  const userId = words.length === 1 ? parseUuid(words[0] ?? "") : undefined;
  const filter = ["users", emailPrefix, words];
  const after = pageTokenField(violations, filter, request.pageToken);
  violations.throwIfAny();
  return { query: { limit, after, emailPrefix, userId, words }, filter };
}

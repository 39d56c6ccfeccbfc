import type { User } from "../../users/user.ts";
import type { Page, UsersQuery } from "../storage.ts";
import { BadPosition } from "../storage.ts";
import type { Statements } from "./connection.ts";
import { intOf, textOf } from "./row.ts";
import type { Row } from "./row.ts";
import { readSourcedList } from "./sourced-list.ts";
import { writeUserWords } from "./word-rows.ts";
import { wordSources } from "./word-source.ts";
import type { SearchedTable } from "./word-source.ts";

/** One user by id, or undefined. */
export function readUser(statements: Statements, userId: string): User | undefined {
  const row = statements.prepare("SELECT * FROM users WHERE user_id = ?").get(userId);
  return row && userOfRow(row);
}

/** One user by normalised e-mail, or undefined. */
export function readUserByEmail(statements: Statements, email: string): User | undefined {
  const row = statements.prepare("SELECT * FROM users WHERE email = ?").get(email);
  return row && userOfRow(row);
}

/** Adds a user; `createdSeq` is the seq of its event. */
export function writeUser(statements: Statements, user: User, createdSeq: number): void {
  statements
    .prepare("INSERT INTO users VALUES (?, ?, ?, ?, ?)")
    .run(createdSeq, user.userId, user.email, user.name, user.createdAtMs);
  writeUserWords(statements, user, createdSeq);
}

const selectNewest = "SELECT * FROM users WHERE created_seq < ? ORDER BY created_seq DESC LIMIT ?";
const selectByEmail = `
  SELECT * FROM users WHERE email > ?1 AND email >= ?2 AND email < ?3 ORDER BY email LIMIT ?4`;

/** A page of users: newest first, by e-mail when a prefix is given, by the word they are found by when words are. */
export function readUsers(
  statements: Statements,
  query: UsersQuery,
  scanMaxRows: number,
): Page<User> {
  const { userId, words = [] } = query;
  const named = userId === undefined ? undefined : readUser(statements, userId);
  if (named?.email.startsWith(query.emailPrefix) === true)
    return { rows: [named], next: undefined };
  const [first, ...rest] = wordSources(searchedUsers(query), words);
  if (first !== undefined) return readSourcedList(statements, [first, ...rest], query, scanMaxRows);
  return query.emailPrefix === "" ? readNewest(statements, query) : readByEmail(statements, query);
}

function searchedUsers({ emailPrefix }: UsersQuery): SearchedTable<User> {
  return {
    table: "users",
    words: "user_words",
    id: "email",
    read: userOfRow,
    passes: ({ email }) => email.startsWith(emailPrefix),
  };
}

function readNewest(statements: Statements, { limit, after }: UsersQuery): Page<User> {
  const before = after === undefined ? Number.MAX_SAFE_INTEGER : Number(after);
  if (!Number.isSafeInteger(before)) throw new BadPosition("not a position in the list of users");
  const rows = statements.prepare(selectNewest).all(before, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { rows: page.map(userOfRow), next: more ? String(intOf(last, "created_seq")) : undefined };
}

function readByEmail(statements: Statements, query: UsersQuery): Page<User> {
  const { emailPrefix, after = "", limit } = query;
  // The largest code point sorts after every character an address may have.
  const end = `${emailPrefix}\u{10FFFF}`;
  const rows = statements.prepare(selectByEmail).all(after, emailPrefix, end, limit + 1);
  const users = rows.slice(0, limit).map(userOfRow);
  return { rows: users, next: rows.length > limit ? users.at(-1)?.email : undefined };
}

function userOfRow(row: Row): User {
  return {
    userId: textOf(row, "user_id"),
    email: textOf(row, "email"),
    name: textOf(row, "name"),
    createdAtMs: intOf(row, "created_at_ms"),
  };
}

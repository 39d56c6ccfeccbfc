import type { User } from "#gen/sluice/users/v1/user_pb.ts";
import type { Column } from "../table/column.ts";
import type { Formats } from "../ui/formats.ts";
import { IdButton } from "../ui/id-button.tsx";
import { millisecondsOf } from "../ui/time-text.ts";
import type { UsersWords } from "./words.ts";

/** The columns of a list of users. `nowMs` says which of their times are of today. */
export function userColumns(
  { columns, user: { noun } }: UsersWords,
  formats: Formats,
  nowMs: number,
): readonly Column<User>[] {
  return [
    {
      name: "name",
      title: columns.name,
      width: "minmax(140px, 1fr)",
      link: true,
      phone: "top",
      cell: ({ name }) => name,
      hint: ({ name }) => name,
    },
    {
      name: "email",
      title: columns.email,
      width: "minmax(180px, 1.4fr)",
      phone: "bottom",
      cell: ({ email }) => email,
      hint: ({ email }) => email,
    },
    {
      name: "id",
      title: columns.id,
      width: "108px",
      wideOnly: true,
      cell: ({ userId }) => <IdButton id={userId} name={noun} />,
    },
    {
      name: "created",
      title: columns.created,
      width: "136px",
      phone: "top-end",
      align: "end",
      cell: (user) => formats.listTime(createdMsOf(user), nowMs),
      hint: (user) => formats.wholeTime(createdMsOf(user)),
    },
  ];
}

function createdMsOf({ createdAt }: User): number {
  return millisecondsOf(createdAt) ?? 0;
}

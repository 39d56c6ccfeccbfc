import { useCallback, useMemo } from "react";
import { useQuery } from "@connectrpc/connect-query";
import { keepPreviousData } from "@tanstack/react-query";
import { useLocation, useSearchParams } from "wouter";
import type { User } from "#gen/sluice/users/v1/user_pb.ts";
import { UserService } from "#gen/sluice/users/v1/user_service_pb.ts";
import { queryState } from "../data/query-state.ts";
import { useKeys } from "../keys/use-keys.ts";
import { Answered } from "../orders/answered.tsx";
import { useNowMs } from "../refresh/use-refresh.ts";
import { LoadSamples } from "../practice/load-samples.tsx";
import { DataTable } from "../table/data-table.tsx";
import { Pager } from "../table/pager.tsx";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { queryOf, withQuery } from "./user-address.ts";
import { useOwnPage } from "./use-own-page.ts";
import { userColumns } from "./user-columns.tsx";
import { UserSearch } from "./user-search.tsx";
import { usersWords } from "./words.ts";
import styles from "./users.module.css";

const pageSize = 50;
const hourMs = 3_600_000;
const keyOf = ({ userId }: User): string => userId;
const hrefOf = ({ userId }: User): string => `/users/${userId}`;
const nameOf = ({ name }: User): string => name;

/** Everybody who can order, to be found by name, e-mail or id. */
export function UsersView({ title }: { readonly title: string }) {
  const words = useWords(usersWords);
  const [parameters, setParameters] = useSearchParams();
  const [, navigate] = useLocation();
  const query = queryOf(parameters);
  const pageToken = parameters.get("page") ?? "";
  const nowMs = useNowMs();
  const users = useQuery(
    UserService.method.listUsers,
    { query, pageToken, pageSize },
    { placeholderData: keepPreviousData },
  );
  useOwnPage(users.error);
  const addNew = (): void => navigate("/users/new");
  const search = useCallback(
    (text: string) => setParameters((before) => withQuery(before, text), { replace: true }),
    [setParameters],
  );
  useKeys({ n: { label: words.add, run: addNew } }, { scope: title });
  return (
    <>
      <PageHead
        title={title}
        subtitle={words.subtitle}
        actions={<Button onClick={addNew}>{words.add}</Button>}
      />
      <UserSearch query={query} onQuery={search} />
      <Answered
        noun={words.noun}
        loading={<p className={styles["loading"]}>{words.loading}</p>}
        state={queryState(users, nowMs)}
        retry={() => void users.refetch()}
      >
        {(page, old) => (
          <>
            <UserRows
              users={page.users}
              listKey={`${query} ${pageToken}`}
              old={old || users.isPlaceholderData}
              nowMs={nowMs}
              none={
                <NoUsers
                  query={query}
                  firstPage={pageToken === ""}
                  more={page.nextPageToken !== ""}
                  reread={() => void users.refetch()}
                />
              }
            />
            <Pager next={page.nextPageToken} order="name" />
          </>
        )}
      </Answered>
    </>
  );
}

function UserRows(props: {
  readonly users: readonly User[];
  readonly listKey: string;
  readonly old: boolean;
  readonly nowMs: number;
  readonly none: React.ReactNode;
}) {
  const { users, listKey, old, nowMs, none } = props;
  const words = useWords(usersWords);
  const formats = useFormats();
  // Another hour is soon enough to learn that yesterday's times need their day.
  const hour = Math.floor(nowMs / hourMs) * hourMs;
  const columns = useMemo(() => userColumns(words, formats, hour), [words, formats, hour]);
  if (users.length === 0) return none;
  return (
    <DataTable
      label={words.noun}
      rows={users}
      keyOf={keyOf}
      hrefOf={hrefOf}
      nameOf={nameOf}
      columns={columns}
      listKey={listKey}
      totalCount={-1}
      old={old}
    />
  );
}

function NoUsers(props: {
  readonly query: string;
  readonly firstPage: boolean;
  readonly more: boolean;
  readonly reread: () => void;
}) {
  const { query, firstPage, more, reread } = props;
  const words = useWords(usersWords).empty;
  if (more) return <Empty title={words.shortPage} />;
  if (!firstPage) return <Empty title={words.end} />;
  return query === "" ? (
    <Empty title={words.title} actions={<LoadSamples onLoaded={reread} />}>
      <p>{words.what}</p>
    </Empty>
  ) : (
    <Empty title={words.noMatch(query)}>
      <p>{words.howMatch}</p>
    </Empty>
  );
}

import { useQuery } from "@connectrpc/connect-query";
import { Link } from "wouter";
import type { User } from "#gen/sluice/users/v1/user_pb.ts";
import { UserService } from "#gen/sluice/users/v1/user_service_pb.ts";
import { queryState } from "../data/query-state.ts";
import { Answered } from "../orders/answered.tsx";
import { failureOf } from "../refresh/failure.ts";
import { Empty } from "../ui/empty.tsx";
import { IdButton } from "../ui/id-button.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { millisecondsOf } from "../ui/time-text.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { UserHolds } from "./user-holds.tsx";
import { UserOrders } from "./user-orders.tsx";
import { usersWords } from "./words.ts";
import styles from "./users.module.css";

/** An id that nobody has, and one that nobody can have. */
const nobody: ReadonlySet<string> = new Set(["NOT_FOUND", "INVALID_ARGUMENT"]);

/** One user: who it is, what they hold now, and everything they ordered. */
export function UserView({ userId, title }: { readonly userId: string; readonly title: string }) {
  const words = useWords(usersWords).user;
  const query = useQuery(UserService.method.getUser, { userId });
  const unknown = query.error !== null && nobody.has(failureOf(query.error).code);
  const back = <Link href="/users">{words.back}</Link>;
  if (unknown) {
    return (
      <>
        <PageHead title={title} trail={back} />
        <Empty title={words.unknown} actions={<Link href="/users">{words.search}</Link>}>
          <p>{words.unknownWhat}</p>
        </Empty>
      </>
    );
  }
  const state = queryState({ ...query, data: query.data?.user }, query.dataUpdatedAt);
  return (
    <>
      <UserHead user={query.data?.user} title={title} trail={back} />
      <Answered
        noun={words.noun}
        loading={<p className={styles["loading"]}>{words.loading}</p>}
        state={state}
        retry={() => void query.refetch()}
      >
        {() => (
          <>
            <UserHolds userId={userId} />
            <UserOrders userId={userId} />
          </>
        )}
      </Answered>
    </>
  );
}

function UserHead(props: {
  readonly user: User | undefined;
  readonly title: string;
  readonly trail: React.ReactNode;
}) {
  const { user, title, trail } = props;
  const words = useWords(usersWords).user;
  const { dateTime } = useFormats();
  if (user === undefined) return <PageHead title={title} trail={trail} />;
  return (
    <PageHead
      title={user.name}
      trail={trail}
      subtitle={
        <span className={styles["facts"]}>
          <span>{user.email}</span>
          <span>{words.created(dateTime(millisecondsOf(user.createdAt) ?? 0))}</span>
          <IdButton id={user.userId} name={words.noun} />
        </span>
      }
    />
  );
}

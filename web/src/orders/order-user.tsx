import { useQuery } from "@connectrpc/connect-query";
import { Link } from "wouter";
import { UserService } from "#gen/sluice/users/v1/user_service_pb.ts";
import { IdButton } from "../ui/id-button.tsx";
import { useWords } from "../words/use-words.ts";
import { detailWords } from "./detail-words.ts";
import { ordersPath } from "./order-address.ts";
import { statusWords } from "./status-words.ts";
import styles from "./order-user.module.css";

/** Who ordered. The id is there at once, the name when it was read. */
export function OrderUser({ userId }: { readonly userId: string }) {
  const words = useWords(detailWords).user;
  const { user: noun } = useWords(statusWords);
  const { data, isError } = useQuery(UserService.method.getUser, { userId });
  const user = data?.user;
  return (
    <section aria-labelledby="user-title" className={styles["part"]}>
      <h2 id="user-title">{words.title}</h2>
      <p className={styles["name"]}>
        <Link href={`/users/${userId}`}>{user?.name ?? userId}</Link>
      </p>
      {user && <p>{user.email}</p>}
      {isError && <p className={styles["quiet"]}>{words.unknown}</p>}
      <p>
        <IdButton id={userId} name={noun} />
      </p>
      <p>
        <Link href={ordersPath({ user: userId })}>{words.orders}</Link>
      </p>
    </section>
  );
}

import { useMutation } from "@connectrpc/connect-query";
import { Link, useLocation } from "wouter";
import { UserService } from "#gen/sluice/users/v1/user_service_pb.ts";
import { textSpec } from "../form/field-spec.ts";
import { Form } from "../form/form.tsx";
import { TextField } from "../form/text-field.tsx";
import { useForm } from "../form/use-form.ts";
import { PageHead } from "../ui/page-head.tsx";
import { toasts } from "../ui/toast.ts";
import { useWords } from "../words/use-words.ts";
import { usersWords } from "./words.ts";
import styles from "./users.module.css";

/** Creates a user. What was typed survives an error and a reload, and a lost answer creates nobody twice. */
export function NewUser({ title }: { readonly title: string }) {
  const words = useWords(usersWords);
  const [, navigate] = useLocation();
  const create = useMutation(UserService.method.createUser);
  const form = useForm({
    formKey: "new-user",
    specs: {
      email: textSpec({
        lengthMax: 254,
        check: (text) => (/^[^@]+@[^@]+$/.test(text) ? undefined : words.form.badEmail),
      }),
      name: textSpec({ lengthMax: 200 }),
    },
    labels: { email: words.form.email, name: words.form.name },
    send: async ({ email, name }, { idempotencyKey }) => {
      const { user } = await create.mutateAsync({ email, name, idempotencyKey });
      toasts.show({ text: words.form.created(user?.name ?? name) });
      navigate(user === undefined ? "/users" : `/users/${user.userId}`);
    },
  });
  return (
    <>
      <PageHead title={title} trail={<Link href="/users">{words.user.back}</Link>} />
      <div className={styles["form"]}>
        <Form
          form={form}
          label={title}
          submitLabel={words.form.create}
          cancel={{ label: words.form.cancel, run: () => navigate("/users") }}
        >
          <TextField form={form} name="email" type="email" help={words.form.emailHelp} />
          <TextField form={form} name="name" help={words.form.nameHelp} />
        </Form>
      </div>
    </>
  );
}

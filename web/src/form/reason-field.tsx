import { QuickReasons } from "../ui/quick-reasons.tsx";
import { TextField } from "./text-field.tsx";
import type { FormHandle } from "./use-form.ts";

/** The field "reason" of a form, see reasonSpec, and the reasons that are often given below it. */
export function ReasonField<N extends string>(props: {
  readonly form: FormHandle<N | "reason">;
  readonly help: string;
  readonly quickReasons: readonly string[];
}) {
  const { form, help, quickReasons } = props;
  return (
    <>
      <TextField form={form} name="reason" lines={2} help={help} />
      <QuickReasons
        reasons={quickReasons}
        chosen={form.raw.reason}
        onChoose={(reason) => form.set("reason", reason)}
      />
    </>
  );
}

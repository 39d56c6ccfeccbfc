import { Suspense } from "react";
import { lazyPart } from "../ui/lazy-part.ts";

const ImportErrors = lazyPart(() =>
  import("./import-errors.tsx").then((file) => file.ImportErrors),
);

/** The rows of an import that failed, if there are any. Most imports have none: what lists them is loaded when there are. */
export function RunErrors(props: { readonly importId: string; readonly errorCount: number }) {
  return (
    props.errorCount > 0 && (
      <Suspense fallback={null}>
        <ImportErrors {...props} />
      </Suspense>
    )
  );
}

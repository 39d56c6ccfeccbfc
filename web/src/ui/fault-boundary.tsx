import { Component } from "react";
import type { ReactNode } from "react";
import { useWords } from "../words/use-words.ts";
import { uiWords } from "./words.ts";
import styles from "./fault-boundary.module.css";

/**
 * Keeps the fault of one part of a page in its place: the rest stays. React knows no other way than a class. `noun` names the part,
 * "The charts".
 */
export class FaultBoundary extends Component<
  { readonly noun: string; readonly children: ReactNode },
  { readonly fault: string | undefined }
> {
  override state: { readonly fault: string | undefined } = { fault: undefined };

  static getDerivedStateFromError(error: unknown): { readonly fault: string } {
    return { fault: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { noun, children } = this.props;
    const { fault } = this.state;
    if (fault === undefined) return children;
    return <Fault noun={noun} fault={fault} again={() => this.setState({ fault: undefined })} />;
  }
}

function Fault(props: {
  readonly noun: string;
  readonly fault: string;
  readonly again: () => void;
}) {
  const words = useWords(uiWords).fault;
  return (
    <div role="alert" className={styles["fault"]}>
      <p>{words.text(props.noun, props.fault)}</p>
      <button type="button" onClick={props.again}>
        {words.again}
      </button>
      <button type="button" onClick={() => location.reload()}>
        {words.reload}
      </button>
    </div>
  );
}

/**
 * A question that is still to be put to a channel about an attempt that has ended without money: it may have moved some after all, and tell
 * nobody. There is one for each such attempt until its last question is answered.
 */
export interface Look {
  /** The one that had the attempt. */
  readonly channel: string;
  readonly attemptId: string;
  readonly dueAtMs: number;
  /** Questions about the attempt that were answered since its end: 0 before the first of two looks. */
  readonly answeredCount: number;
  /** Questions of this look that came to nothing. */
  readonly failedCount: number;
}

/** How a look goes on: to another one, or to none after the last. Without `from` it is the first. */
export interface LookMove {
  readonly from: Look | undefined;
  readonly to: Look | undefined;
}

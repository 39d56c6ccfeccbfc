/** A server that is broken on purpose, and the drill that has to find it out: a check that cannot fail is none. */
export interface Bite {
  /** The name of the break. */
  readonly name: string;
  /** The figure of the drill that has to tell of it; others may, too. */
  readonly teller: string;
  /** Runs the drill on the broken server, and answers how often it saw each promise broken. */
  readonly run: (log: (line: string) => void) => Promise<Readonly<Record<string, number>>>;
}

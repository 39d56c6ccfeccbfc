/** Something the palette can do: go to a page, act on what is shown, change a preference. */
export interface Command {
  /** Tells it from the others of its set. */
  readonly id: string;
  /** As a reader would ask for it, "Put the order on hold". */
  readonly label: string;
  /** Other words under which it is found. */
  readonly keywords?: string;
  /** Its shortcut, to be learnt: "g o". */
  readonly keys?: string;
  readonly run: () => void;
}

/** Commands under one title, "This order". */
export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}

const groupsMax = 50;

/** Every command that can be given now. Groups are asked for when they are needed: their labels follow the language. */
export class CommandRegistry {
  readonly #groups = new Set<() => CommandGroup>();

  /** Adds a group and answers how to take it away. */
  add(group: () => CommandGroup): () => void {
    if (this.#groups.size >= groupsMax)
      throw new Error(`more than ${groupsMax} groups of commands`);
    this.#groups.add(group);
    return () => this.#groups.delete(group);
  }

  /** What is there now, the newest group first: what one is at stands before what is always there. */
  groups(): readonly CommandGroup[] {
    return [...this.#groups].toReversed().map((group) => group());
  }
}

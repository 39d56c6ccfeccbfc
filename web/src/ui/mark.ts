/** A state as a shape and a word: never by colour alone. */
export interface Mark {
  readonly word: string;
  readonly shape: "disc" | "half" | "ring" | "cross" | "bars" | "triangle" | "square";
  readonly tone: "live" | "plain" | "quiet" | "attention" | "danger";
}

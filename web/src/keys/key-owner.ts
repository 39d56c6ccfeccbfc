/** The part of an element that tells what it does with keys itself. */
export interface KeyTarget {
  readonly tagName: string;
  readonly type?: string;
  readonly isContentEditable?: boolean;
}

/**
 * True when a key belongs to the element that has the focus: what is typed into a field stays there, and a button keeps Enter and
 * Space. Escape and keys with Mod belong to nobody: they leave a field, and open the palette from it.
 */
export function ownsKey(target: KeyTarget, key: string): boolean {
  if (key === "Escape" || key.startsWith("Mod+")) return false;
  if (takesText(target)) return true;
  if (target.tagName === "INPUT") return key === "Space" || key === "Enter" || isMove(key);
  return pressable.has(target.tagName) && (key === "Enter" || key === "Space");
}

function takesText({ tagName, type = "text", isContentEditable = false }: KeyTarget): boolean {
  if (isContentEditable || tagName === "TEXTAREA" || tagName === "SELECT") return true;
  return tagName === "INPUT" && !chosen.has(type);
}

function isMove(key: string): boolean {
  return key.startsWith("Arrow") || key === "Home" || key === "End";
}

/** Inputs that are chosen, not typed into. */
const chosen: ReadonlySet<string> = new Set([
  "button",
  "checkbox",
  "color",
  "file",
  "image",
  "radio",
  "range",
  "reset",
  "submit",
]);

const pressable: ReadonlySet<string> = new Set(["A", "BUTTON", "SUMMARY"]);

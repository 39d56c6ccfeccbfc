/** The part of a keyboard event that tells which key it is. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
}

/**
 * A key press as bindings write it: "j", "?", "Shift+x", "Mod+k", "Shift+Enter", "Space", "Escape". Mod is Command on a Mac and Control
 * elsewhere. Shift is named only where it does not already show in the character: "?" is "?" on every keyboard, wherever it lies.
 * Undefined for a modifier alone, for a key of an input method, and for what belongs to the browser or the system.
 */
export function keyName(press: KeyPress, mac: boolean): string | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = press;
  if (isComposing || modifiers.has(key)) return undefined;
  const mod = mac ? metaKey : ctrlKey;
  const foreign = mac ? ctrlKey : metaKey;
  // AltGr types characters: it comes as Control and Alt together.
  if (foreign || altKey) return undefined;
  const name = key === " " ? "Space" : key.length === 1 ? key.toLowerCase() : key;
  const letter = key.length === 1 && key.toLowerCase() !== key.toUpperCase();
  const shift = shiftKey && (key.length > 1 || letter || key === " ");
  return `${mod ? "Mod+" : ""}${shift ? "Shift+" : ""}${name}`;
}

const modifiers: ReadonlySet<string> = new Set([
  "Shift",
  "Control",
  "Alt",
  "AltGraph",
  "Meta",
  "CapsLock",
  "Dead",
  "Process",
  "Unidentified",
]);

/** The keys of a shortcut as they are printed on the keyboard: "Mod+k" is Ctrl K, or ⌘ K on a Mac; "g o" is G, then O. */
export function keyCaps(keys: string, mac: boolean): readonly (readonly string[])[] {
  return keys.split(" ").map((press) => press.split("+").map((key) => capOf(key, mac)));
}

/** The same for those who hear it, and for titles: "Ctrl+K", "G O". */
export function keyText(keys: string, mac: boolean): string {
  return keyCaps(keys, mac)
    .map((caps) => caps.join("+"))
    .join(" ");
}

function capOf(key: string, mac: boolean): string {
  if (key === "Mod") return mac ? "⌘" : "Ctrl";
  return caps[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

const caps: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
};

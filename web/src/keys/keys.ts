import { keyName } from "./key-name.ts";
import { ownsKey } from "./key-owner.ts";
import { KeyRegistry } from "./key-registry.ts";

/** True where Mod is the Command key. */
export const onMac = /mac|iphone|ipad/i.test(navigator.platform);

/** The shortcuts of this page. A clash is reported as an uncaught error: it is seen in the console, and fails the tests in a browser. */
export const keys = new KeyRegistry(([left, right]) =>
  reportError(new Error(`shortcuts clash: "${left}" and "${right}"`)),
);

/** Hears the keyboard from now on, and answers how to stop. */
export function listenForKeys(): () => void {
  addEventListener("keydown", hear);
  return () => removeEventListener("keydown", hear);
}

function hear(event: KeyboardEvent): void {
  const key = event.defaultPrevented ? undefined : keyName(event, onMac);
  if (key === undefined) return;
  const { target } = event;
  if (target instanceof HTMLElement && ownsKey(target, key)) return;
  if (keys.press(key, target, event.timeStamp)) event.preventDefault();
}

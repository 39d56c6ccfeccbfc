/** A secret that a channel shares with Sluice to sign its callbacks. A channel may have two while one replaces the other. */
export interface CallbackKey {
  readonly channel: string;
  readonly key: Uint8Array;
}

/** The form of a list of keys, for people. */
export const callbackKeysForm =
  "up to 32 channel=key, separated by commas, a key being 64 to 128 hexadecimal digits";

const keysMax = 32;

/** Reads `alpha=9f3c...,beta=71be...`; undefined when any of it is wrong. */
export function parseCallbackKeys(text: string): readonly CallbackKey[] | undefined {
  const entries = text.split(",");
  const keys = entries.flatMap((entry) => {
    const found = /^([a-z0-9-]{1,32})=((?:[0-9a-fA-F]{2}){32,64})$/.exec(entry.trim());
    if (found === null) return [];
    const [, channel = "", digits = ""] = found;
    return [{ channel, key: Uint8Array.fromHex(digits) }];
  });
  return keys.length === entries.length && keys.length <= keysMax ? keys : undefined;
}

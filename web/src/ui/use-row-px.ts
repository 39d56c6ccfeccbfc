import { usePreferences } from "../preferences/use-preferences.ts";
import { usePhone } from "./use-phone.ts";

/** Heights as the style sheets have them: --row of tokens.css, and two lines on a phone. */
const rowPx = { comfortable: 32, dense: 28 } as const;
const phoneRowPx = 62;

/** Height of a row of a list that places its rows itself. */
export function useRowPx(): number {
  const { density } = usePreferences();
  return usePhone() ? phoneRowPx : rowPx[density];
}

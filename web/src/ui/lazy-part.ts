import { lazy } from "react";
import type { ComponentType, LazyExoticComponent } from "react";
import { pageLanguage } from "../words/page-language.ts";

/** A part of the page whose code comes when it is first shown, and its words with it. */
export function lazyPart<P>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => {
    const part = await load();
    await pageLanguage.ready();
    return { default: part };
  });
}

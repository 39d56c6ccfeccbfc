import type { ComponentType, LazyExoticComponent } from "react";
import { lazyPart } from "../ui/lazy-part.ts";

/**
 * As `lazyPart`, for parts of the page that ask the server by unary calls: around them is the cache of answers, whose code comes at the
 * same time as theirs. The stream brings what the Live page shows, so a first visit draws it without.
 */
export function answeredPart(
  load: () => Promise<ComponentType>,
): LazyExoticComponent<ComponentType> {
  return lazyPart(async () => {
    const [{ DataProvider }, Part] = await Promise.all([import("./data-provider.tsx"), load()]);
    return function Answered() {
      return (
        <DataProvider>
          <Part />
        </DataProvider>
      );
    };
  });
}

import { useEffect, useRef } from "react";
import { CommandRegistry } from "./command-registry.ts";
import type { Command } from "./command-registry.ts";

/** The commands of this page. */
export const commands = new CommandRegistry();

/** Offers commands in the palette as long as the component is there. `title` says what they are about, "This order". */
export function useCommands(title: string, list: readonly Command[]): void {
  const latest = useRef({ title, commands: list });
  useEffect(() => {
    latest.current = { title, commands: list };
  });
  useEffect(() => commands.add(() => latest.current), []);
}

import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

/**
 * The url of the first log line of a program that has one; undefined when the program ends instead. Warnings and errors are
 * shown, and nothing else.
 */
export function urlOf(child: ChildProcess): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  if (child.stdout === null) throw new Error("the program has no stdout");
  createInterface({ input: child.stdout }).on("line", (line) => {
    const url = /"url":"([^"]+)"/.exec(line)?.[1];
    if (url !== undefined) resolve(url);
    if (/"level":"(warn|error|fatal)"/.test(line)) console.error(line);
  });
  child.on("exit", () => resolve(undefined));
  return promise;
}

import type { Command, CommandGroup } from "./command-registry.ts";
import { matchText } from "./match.ts";
import type { TextRange } from "./match.ts";

/** A command that was found, and what of its label matched. */
export interface RankedCommand {
  readonly command: Command;
  readonly ranges: readonly TextRange[];
  readonly score: number;
}

export interface RankedGroup {
  readonly title: string;
  readonly commands: readonly RankedCommand[];
}

/** A word that only stands in the keywords counts for less than any that can be seen. */
const keywordPenalty = 50;

/** Commands for what was typed, best first, in their groups, the group with the best one first. Everything, as it stands, for nothing. */
export function rankCommands(
  query: string,
  groups: readonly CommandGroup[],
): readonly RankedGroup[] {
  const ranked = groups.map(({ title, commands }) => ({
    title,
    commands: commands
      .flatMap((command) => rankCommand(query, command))
      .toSorted((left, right) => right.score - left.score),
  }));
  const found = ranked.filter(({ commands }) => commands.length > 0);
  if (query.trim() === "") return found;
  const best = ({ commands }: RankedGroup): number => commands[0]?.score ?? 0;
  return found.toSorted((left, right) => best(right) - best(left));
}

function rankCommand(query: string, command: Command): readonly RankedCommand[] {
  // All commands are alike for nothing: they keep their order.
  if (query.trim() === "") return [{ command, ranges: [], score: 0 }];
  const match = matchText(query, command.label);
  if (match !== undefined) return [{ command, ...match }];
  const wider = matchText(query, `${command.label} ${command.keywords ?? ""}`);
  if (wider === undefined) return [];
  return [{ command, ranges: [], score: wider.score - keywordPenalty }];
}

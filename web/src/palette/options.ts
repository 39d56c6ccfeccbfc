import type { Command, CommandGroup } from "./command-registry.ts";
import { foundKinds } from "./found.ts";
import type { Found } from "./found.ts";
import { goodScore, matchText } from "./match.ts";
import type { TextRange } from "./match.ts";
import { rankCommands } from "./rank.ts";
import type { RankedCommand } from "./rank.ts";

/** One line of the palette. */
export interface Option {
  /** Tells it from all others that are shown. */
  readonly optionId: string;
  readonly label: string;
  /** What of the label matched. */
  readonly ranges: readonly TextRange[];
  readonly detail: string;
  readonly does: { readonly command: Command } | { readonly opens: Found };
  /** True when nothing that is still being looked for would stand before it. */
  readonly sure: boolean;
}

/** Lines under one title. */
export interface OptionGroup {
  readonly title: string;
  readonly options: readonly Option[];
}

/**
 * What the palette shows for what was typed: commands that match well, then what was found, then commands that match a little; for nothing
 * what was looked at last, then every command.
 */
export function paletteOptions(input: {
  readonly query: string;
  readonly groups: readonly CommandGroup[];
  readonly found: readonly Found[];
  readonly recent: readonly Found[];
  readonly titles: Readonly<Record<Found["kind"] | "recent", string>>;
}): readonly OptionGroup[] {
  const { query, groups, found, recent, titles } = input;
  const empty = query.trim() === "";
  const commands = rankCommands(query, groups).map(({ title, commands: ranked }) => ({
    title,
    options: ranked.map((each) => ofCommand(each, title, empty)),
  }));
  const good = only(commands, ({ sure }) => sure);
  const weak = only(commands, ({ sure }) => !sure);
  const objects = foundKinds.map((kind) => ({
    title: titles[kind],
    options: empty
      ? []
      : found.filter((each) => each.kind === kind).map((each) => ofFound(each, query)),
  }));
  const last = {
    title: titles.recent,
    options: empty ? recent.map((each) => ofFound(each, "")) : [],
  };
  return [last, ...good, ...unique(objects), ...weak].filter(({ options }) => options.length > 0);
}

/** The option that stands `by` lines from another, round and round; the first when that one is not there any more. */
export function stepOption(
  groups: readonly OptionGroup[],
  optionId: string | undefined,
  by: 1 | -1,
): string | undefined {
  const ids = groups.flatMap(({ options }) => options.map((option) => option.optionId));
  const index = optionId === undefined ? -1 : ids.indexOf(optionId);
  if (index < 0) return by > 0 ? (ids[1] ?? ids[0]) : ids.at(-1);
  return ids[(index + by + ids.length) % ids.length];
}

/** The option that is pressed with Enter: the chosen one as long as it is there, else the first. */
export function activeOption(
  groups: readonly OptionGroup[],
  chosen: string | undefined,
): Option | undefined {
  const options = groups.flatMap((group) => group.options);
  return options.find(({ optionId }) => optionId === chosen) ?? options[0];
}

function ofCommand(ranked: RankedCommand, title: string, empty: boolean): Option {
  const { command, ranges, score } = ranked;
  const optionId = `command-${title}-${command.id}`.replaceAll(/\s/g, "-");
  const sure = empty || score >= goodScore;
  return { optionId, label: command.label, ranges, detail: "", does: { command }, sure };
}

function ofFound(found: Found, query: string): Option {
  const { kind, id, title, detail } = found;
  const ranges = matchText(query, title)?.ranges ?? [];
  const optionId = `${kind}-${id}`;
  return { optionId, label: title, ranges, detail, does: { opens: found }, sure: query === "" };
}

function only(
  groups: readonly OptionGroup[],
  keep: (option: Option) => boolean,
): readonly OptionGroup[] {
  return groups.map(({ title, options }) => ({ title, options: options.filter(keep) }));
}

/** Two searches may find the same object. */
function unique(groups: readonly OptionGroup[]): readonly OptionGroup[] {
  return groups.map(({ title, options }) => ({
    title,
    options: [...new Map(options.map((option) => [option.optionId, option])).values()],
  }));
}

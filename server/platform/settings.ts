import { parseArgs } from "node:util";

/** One thing that can be set from outside. */
export interface Setting<T> {
  readonly unit: string;
  readonly fallback: T;
  readonly allowed: string;
  readonly doc: string;
  /** Answers undefined for a text that is not allowed. */
  readonly parse: (text: string) => T | undefined;
  /** What of a text that is not allowed is shown: without this, and where it answers undefined, all of it. */
  readonly shown?: (text: string) => string | undefined;
}

/** The settings of a program: `headerSizeMaxBytes` is HEADER_SIZE_MAX_BYTES and --header-size-max-bytes. */
export type Settings = Readonly<Record<string, Setting<unknown>>>;

/** Their values, under the same names. */
export type SettingValues<S extends Settings> = {
  readonly [Key in keyof S]: S[Key]["fallback"];
};

/** A setting is wrong. The message is one line that names the setting, its value and what is allowed. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from flags (which win), then the environment, then the defaults. An empty environment variable
 * counts as not set. Environment names begin with `prefix`. Throws SettingError for the first setting that is wrong.
 */
export function loadSettings<S extends Settings>(
  settings: S,
  from: { readonly env: Environment; readonly argv: readonly string[]; readonly prefix?: string },
): SettingValues<S> {
  const { env, argv, prefix = "" } = from;
  const flags = parseFlags(settings, argv);
  const values = Object.entries(settings).map(([name, setting]): [string, unknown] => {
    const flag = flags[flagOf(name)];
    const key = prefix + envOf(name);
    const given = typeof flag === "boolean" ? String(Number(flag)) : (flag ?? env[key]);
    return [
      name,
      given === undefined || given === "" ? setting.fallback : parse(key, setting, given),
    ];
  });
  return Object.fromEntries(values) as SettingValues<S>;
}

/** True when the arguments ask for help. */
export function wantsHelp(argv: readonly string[]): boolean {
  return argv.includes("--help") || argv.includes("-h");
}

/** One entry per setting: flag, environment name, sentence, allowed values, default. */
export function settingsHelp(settings: Settings, prefix = ""): string {
  const entries = Object.entries(settings).map(([name, { doc, unit, allowed, fallback }]) => {
    const value = typeof fallback === "object" ? "" : `${fallback as string | number | boolean}`;
    const shown = value === "" ? "none" : `${value}${unit && ` ${unit}`}`;
    const names = `--${flagOf(name)}  (${prefix}${envOf(name)})`;
    return `  ${names}\n      ${doc}\n      Allowed: ${allowed}. Default: ${shown}.`;
  });
  return `Settings:\n${entries.join("\n")}\n`;
}

/** Throws for a value that is not allowed, where more than one setting has to be looked at. */
export function wrongSetting(name: string, value: string | number, allowed: string): never {
  throw new SettingError(`${envOf(name)} is ${JSON.stringify(value)}; allowed: ${allowed}`);
}

export function integer(
  unit: string,
  fallback: number,
  min: number,
  max: number,
  doc: string,
): Setting<number> {
  const parseInteger = (given: string) => {
    const value = /^\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  };
  return {
    unit,
    fallback,
    doc,
    allowed: `${min} to ${max}${unit && ` ${unit}`}`,
    parse: parseInteger,
  };
}

export function anyText(fallback: string, doc: string): Setting<string> {
  return { unit: "", fallback, doc, allowed: "any text", parse: (given) => given };
}

export function toggle(doc: string): Setting<boolean> {
  return { unit: "", fallback: false, doc, allowed: "0 or 1", parse: parseToggle };
}

function parseToggle(given: string): boolean | undefined {
  return given === "0" || given === "1" ? given === "1" : undefined;
}

export function choice(fallback: string, choices: readonly string[], doc: string): Setting<string> {
  const parseChoice = (given: string) => (choices.includes(given) ? given : undefined);
  return { unit: "", fallback, doc, allowed: choices.join(", "), parse: parseChoice };
}

function parseFlags(
  settings: Settings,
  argv: readonly string[],
): Record<string, string | boolean | undefined> {
  const options = Object.fromEntries(
    Object.entries(settings).map(([name, { fallback }]) => [
      flagOf(name),
      { type: typeof fallback === "boolean" ? "boolean" : "string" } as const,
    ]),
  );
  try {
    const { values } = parseArgs({ args: [...argv], options, strict: true });
    return values;
  } catch (error) {
    const [line] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new SettingError(`${line} (see --help)`, { cause: error });
  }
}

function parse(key: string, setting: Setting<unknown>, given: string): unknown {
  const value = setting.parse(given);
  if (value !== undefined) return value;
  const shown = setting.shown?.(given) ?? given;
  throw new SettingError(`${key} is ${JSON.stringify(shown)}; allowed: ${setting.allowed}`);
}

function envOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function flagOf(name: string): string {
  return envOf(name).toLowerCase().replaceAll("_", "-");
}

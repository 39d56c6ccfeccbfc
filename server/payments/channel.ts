/** One payment channel as the settings name it: a provider at an address. */
export interface Channel {
  /** 1 to 32 of a-z, 0-9 and "-", a letter first. */
  readonly name: string;
  /** Origin: http:// for plain HTTP/2, https:// for TLS. */
  readonly address: string;
  /** Channels of the lowest number come first. */
  readonly priority: number;
  /** Share of the charges among channels of one priority. */
  readonly weight: number;
  /** Longest time of one call, connecting and retries included. */
  readonly deadlineMs: number;
  /** PEM file with the authorities to trust; empty for those of the system. */
  readonly caFile: string;
}

/** The form of a list of channels, for people. */
export const channelsForm =
  "up to 16 name=http(s)://host:port, separated by commas, each with any of " +
  ";weight=1..1000 ;priority=0..100 ;deadline-ms=10..60000 ;ca=file (https only)";

const channelsMax = 16;
const nameForm = /^[a-z][a-z0-9-]{0,31}$/;

/** Reads `alpha=http://10.0.0.7:9000;weight=3,beta=https://pay.example`; undefined when any of it is wrong. */
export function parseChannels(text: string): readonly Channel[] | undefined {
  return wrongChannel(text) === undefined ? entriesOf(text).flatMap(parseAsList) : undefined;
}

/** The first entry of a list that is wrong, or that names a channel a second time; undefined when all are right. */
export function wrongChannel(text: string): string | undefined {
  const names = new Set<string>();
  for (const [index, entry] of entriesOf(text).entries()) {
    const channel = parseChannel(entry);
    if (channel === undefined || names.has(channel.name) || index >= channelsMax) return entry;
    names.add(channel.name);
  }
  return undefined;
}

function entriesOf(text: string): readonly string[] {
  return text.split(",").map((entry) => entry.trim());
}

function parseAsList(entry: string): readonly Channel[] {
  const channel = parseChannel(entry);
  return channel === undefined ? [] : [channel];
}

function parseChannel(entry: string): Channel | undefined {
  const [head = "", ...parts] = entry.split(";");
  const [name, url] = splitOnce(head);
  const address = originOf(url);
  if (!nameForm.test(name) || address === undefined) return undefined;
  const options = parts.map((part) => splitOnce(part.trim()));
  if (new Set(options.map(([key]) => key)).size < options.length) return undefined;
  const fields = options.map(([key, value]) => readers[key]?.(value));
  if (fields.includes(undefined)) return undefined;
  const channel: Channel = Object.assign({ ...defaults, name, address }, ...fields);
  return channel.caFile !== "" && address.startsWith("http:") ? undefined : channel;
}

const defaults = { weight: 1, priority: 0, deadlineMs: 5_000, caFile: "" };

type Reader = (value: string) => Partial<Channel> | undefined;

/** Each answers the field it stands for; undefined when the value is not allowed. */
const readers: Readonly<Record<string, Reader | undefined>> = Object.assign(Object.create(null), {
  weight: integer(1, 1_000, (weight) => ({ weight })),
  priority: integer(0, 100, (priority) => ({ priority })),
  "deadline-ms": integer(10, 60_000, (deadlineMs) => ({ deadlineMs })),
  ca: (caFile: string) => (caFile === "" ? undefined : { caFile }),
});

function integer(min: number, max: number, field: (value: number) => Partial<Channel>): Reader {
  return (text) => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? field(value) : undefined;
  };
}

function splitOnce(text: string): readonly [key: string, value: string] {
  const at = text.indexOf("=");
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** The origin of an http or https URL that names nothing else: no path, no user, no query. */
function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isHttp = url.protocol === "http:" || url.protocol === "https:";
  return isHttp && url.href === `${url.origin}/` ? url.origin : undefined;
}

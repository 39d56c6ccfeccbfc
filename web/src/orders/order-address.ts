import { emailPattern, noFilter, skuPattern, statusList, statusNames } from "./order-filter.ts";
import type { OrderFilter, StatusName } from "./order-filter.ts";
import { isIdHead, isUuid } from "./order-id.ts";
import { readMoment } from "./read-moment.ts";
import type { Clock } from "./read-moment.ts";
import { between, isRelative, lastCountMax } from "./time-span.ts";
import type { TimeSpan, TimeUnit } from "./time-span.ts";

/** What the address of the orders page says. */
export interface OrderAddress {
  readonly filter: OrderFilter;
  readonly page: PagePlace;
  /** What it says that means nothing; ignored. */
  readonly problems: readonly AddressProblem[];
}

/** A page of a list. */
export interface PagePlace {
  /** The API's token; empty for the first page. */
  readonly token: string;
  /** What moving times counted from when the token was made, because it belongs to moments; undefined where none move. */
  readonly asOfMs: number | undefined;
}

export interface AddressProblem {
  readonly name: string;
  /** As it stands there, shortened. */
  readonly value: string;
  readonly reason:
    | "unknown_name"
    | "second"
    | "not_an_order_id"
    | "not_a_user_id"
    | "not_an_email"
    | "not_a_sku"
    | "not_a_status"
    | "not_yes_or_no"
    | "not_a_time"
    | "ends_before_it_begins"
    | "not_a_page";
}

const ownNames = ["order", "user", "email", "sku", "status", "hold", "time", "from", "before"];
/** Parameters of the console as a whole. */
const otherNames = new Set(["locale"]);
const shownMaxLength = 40;
/** A parameter that is longer means nothing, whatever it begins with. */
const valueMaxLength = 2_048;

/** Reads an address. Nonsense is named and left out, never an error: a link that was cut still shows something. */
export function readAddress(parameters: URLSearchParams, clock: Clock): OrderAddress {
  const reading = new AddressReading(parameters);
  const filter: OrderFilter = {
    order: reading.text("order", "not_an_order_id", (text) => {
      const lower = text.toLowerCase();
      return isUuid(lower) || isIdHead(lower) ? lower : undefined;
    }),
    user: reading.text("user", "not_a_user_id", (text) => {
      const lower = text.toLowerCase();
      return isUuid(lower) ? lower : undefined;
    }),
    email: reading.text("email", "not_an_email", (text) =>
      emailPattern.test(text) ? text.toLowerCase() : undefined,
    ),
    sku: reading.text("sku", "not_a_sku", (text) => (skuPattern.test(text) ? text : undefined)),
    statuses: reading.statuses(),
    onHold: reading.text("hold", "not_yes_or_no", (text) => yesOrNo.get(text)),
    placed: reading.placed(clock),
  };
  const page = reading.text("page", "not_a_page", placeIn) ?? firstPage;
  return { filter, page, problems: reading.problems() };
}

/**
 * The parameters of a filter on its first page; what belongs to others stays. Moments are written in UTC, so that a link shows the
 * same orders in another zone.
 */
export function filterAddress(parameters: URLSearchParams, filter: OrderFilter): URLSearchParams {
  const next = new URLSearchParams();
  for (const [name, value] of parameters) if (otherNames.has(name)) next.append(name, value);
  for (const name of ["order", "user", "email", "sku"] as const) {
    const value = filter[name];
    if (value !== undefined) next.set(name, value);
  }
  if (filter.statuses.length > 0) next.set("status", filter.statuses.join(","));
  if (filter.onHold !== undefined) next.set("hold", filter.onHold ? "yes" : "no");
  if (filter.placed !== undefined) writeSpan(next, filter.placed);
  return next;
}

/** A page as the address has it: "TOKEN", or "TOKEN.ASOF" with the moment that a filter's times count from. */
export function pageText(token: string, filter: OrderFilter, asOfMs: number): string {
  return token === "" || !isRelative(filter.placed) ? token : `${token}.${asOfMs.toString(36)}`;
}

/** The path of the orders page with a filter, for links from elsewhere. */
export function ordersPath(filter: Partial<OrderFilter>): string {
  const parameters = filterAddress(new URLSearchParams(), { ...noFilter, ...filter });
  return parameters.size === 0 ? "/orders" : `/orders?${parameters.toString()}`;
}

const firstPage: PagePlace = { token: "", asOfMs: undefined };

function placeIn(text: string): PagePlace | undefined {
  const [, token, asOf] = /^([A-Za-z0-9_-]+)(?:\.([0-9a-z]{1,10}))?$/.exec(text) ?? [];
  if (token === undefined) return undefined;
  return { token, asOfMs: asOf === undefined ? undefined : Number.parseInt(asOf, 36) };
}

const yesOrNo: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["no", false],
]);

class AddressReading {
  readonly #parameters: URLSearchParams;
  readonly #problems: AddressProblem[] = [];

  constructor(parameters: URLSearchParams) {
    this.#parameters = parameters;
    const known = new Set([...ownNames, "page", ...otherNames]);
    const seen = new Set<string>();
    for (const [name, value] of parameters) {
      if (!known.has(name)) this.#complain(name, value, "unknown_name");
      else if (seen.has(name)) this.#complain(name, value, "second");
      seen.add(name);
    }
  }

  problems(): readonly AddressProblem[] {
    return this.#problems;
  }

  /** One value, as `parse` understands it. An empty one is one that is not there. */
  text<T>(
    name: string,
    reason: AddressProblem["reason"],
    parse: (text: string) => T | undefined,
  ): T | undefined {
    const text = this.#parameters.get(name)?.trim() ?? "";
    if (text === "") return undefined;
    const value = text.length > valueMaxLength ? undefined : parse(text);
    if (value === undefined) this.#complain(name, text, reason);
    return value;
  }

  statuses(): readonly StatusName[] {
    const texts = (this.#parameters.get("status") ?? "").slice(0, valueMaxLength).split(",");
    const found: StatusName[] = [];
    for (const text of texts.map((part) => part.trim().toLowerCase())) {
      const status = statusNames.find((name) => name === text);
      if (status !== undefined) found.push(status);
      else if (text !== "") this.#complain("status", text, "not_a_status");
    }
    return statusList(found);
  }

  placed(clock: Clock): TimeSpan | undefined {
    const relative = this.text("time", "not_a_time", relativeSpan);
    const moment = (text: string): number | undefined => {
      const read = readMoment([text.toLowerCase()], clock);
      return read === undefined || read === "no_such_time" ? undefined : read.startMs;
    };
    const fromMs = this.text("from", "not_a_time", moment);
    const beforeMs = this.text("before", "not_a_time", moment);
    if (relative !== undefined) {
      for (const name of ["from", "before"]) {
        const value = this.#parameters.get(name);
        if (value !== null) this.#complain(name, value, "second");
      }
      return relative;
    }
    const span = between(fromMs, beforeMs);
    if (span === undefined && beforeMs !== undefined) {
      this.#complain("before", isoText(beforeMs), "ends_before_it_begins");
    }
    return span;
  }

  #complain(name: string, value: string, reason: AddressProblem["reason"]): void {
    const problem = { name: shortened(name), value: shortened(value), reason };
    if (this.#problems.length < problemsMax) this.#problems.push(problem);
  }
}

const problemsMax = 20;

function shortened(text: string): string {
  return text.length <= shownMaxLength ? text : `${text.slice(0, shownMaxLength)}…`;
}

/** "today", "yesterday", "last-2h". */
function relativeSpan(text: string): TimeSpan | undefined {
  if (text === "today" || text === "yesterday") return { kind: "day", day: text };
  const [, digits, unit] = /^last-(\d{1,5})(min|h|d)$/.exec(text) ?? [];
  const count = Number(digits);
  if (unit === undefined || count < 1 || count > lastCountMax) return undefined;
  return { kind: "last", count, unit: unit as TimeUnit };
}

function writeSpan(parameters: URLSearchParams, span: TimeSpan): void {
  if (span.kind === "day") parameters.set("time", span.day);
  else if (span.kind === "last") parameters.set("time", `last-${span.count}${span.unit}`);
  else {
    const { fromMs, beforeMs } = span.bounds;
    if (fromMs !== undefined) parameters.set("from", isoText(fromMs));
    if (beforeMs !== undefined) parameters.set("before", isoText(beforeMs));
  }
}

/** "2026-11-20T13:00Z"; with seconds when it has some. */
function isoText(ms: number): string {
  return new Date(ms).toISOString().replace(/(:00)?\.000Z$/, "Z");
}

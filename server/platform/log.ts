import type { Logger } from "pino";
import { pino } from "pino";

export type { Logger } from "pino";

/** Where log lines go; `process.stdout` unless a test wants to read them. */
export interface LogSink {
  write(line: string): void;
}

/**
 * The JSON logger of the process, one object per line with an ISO time and the level as a word. At `info` it is quiet: a
 * line at start, a line at the end, nothing per call. Header values never belong in a line; the names that carry
 * secrets are removed should someone log them all the same.
 */
export function createLogger(options: {
  readonly level: string;
  readonly sink?: LogSink;
  /** Which program it is, in every line. */
  readonly service?: string;
}): Logger {
  const config = {
    level: options.level,
    base: { service: options.service ?? "sluice" },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: ["authorization", "cookie", "token", "*.authorization", "*.cookie", "*.token"],
      remove: true,
    },
  };
  return pino(config, options.sink ?? standardOutput());
}

/**
 * Standard output, whose reader may go away: lines are then lost, and nothing else. pino's own destination would retry a
 * broken pipe for ever when the process wants to exit (`npm start | head -1`, then SIGTERM: it had to be killed).
 */
function standardOutput(): LogSink {
  process.stdout.on("error", ignore);
  return { write: (line) => void process.stdout.write(line) };
}

function ignore(): void {}

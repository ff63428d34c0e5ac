import type { ParseArgsConfig } from "node:util";

/** Where a command reads and writes; a test gives its own. */
export interface Io {
  env: Record<string, string | undefined>;
  in: NodeJS.ReadableStream & { isTTY?: boolean };
  out: NodeJS.WritableStream;
  err: NodeJS.WritableStream;
}
export type Options = Record<string, string | boolean | (string | boolean)[] | undefined>;

export interface Command {
  /** One line, for the list of commands. */
  summary: string;
  /** What `--help` prints, from "Usage:" on. */
  usage: string;
  options: NonNullable<ParseArgsConfig["options"]>;
  /** Names of options without which it cannot do anything. */
  needed?: string[];
  /** At most so many words that are no options; none when absent. */
  words?: number;
  /** The exit code; null: it goes on running, and ends the process itself. */
  run(options: Options, io: Io, words: string[]): Promise<number | null>;
}

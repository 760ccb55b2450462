/** The part of a log that we use. Fits `vscode.LogOutputChannel`. */

/** Never pass headers, bodies, query values or credentials. */
export interface Log {
  trace(message: string): void;
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Tells a program that was started from the terminal when it is to end. */

/**
 * Resolves at Ctrl+C, at a signal, or when the npm that runs us is gone: npm hands a SIGTERM to the shell between us,
 * which dies of it and says nothing.
 */
export function toldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    const parent = process.ppid;
    const watch = process.env['npm_lifecycle_event']
      ? setInterval(() => {
          if (process.ppid !== parent) end();
        }, 250)
      : undefined;
    watch?.unref();
    const end = () => {
      clearInterval(watch);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  });
}

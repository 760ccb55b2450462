/**
 * What is loaded when it is first used (`dist/onDemand.js`), so that activation stays quick: import it with `import()` only.
 * Modules that both bundles hold exist twice: tell errors apart by name, and keep no state in modules.
 */
export { findLuid } from './commands/findLuid';
export { replaceCredentials, signIn } from './commands/signIn';

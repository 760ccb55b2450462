/**
 * What is loaded when it is first used (`dist/onDemand.js`), so that activation stays quick: import it with `import()` only.
 * Modules that both bundles hold exist twice: tell errors apart by name, and keep no state in modules.
 */
export { couldUserRefresh } from './commands/couldUserRefresh';
export { findLuid } from './commands/findLuid';
export { forgetEverything } from './commands/forgetEverything';
export { openOtherSite } from './commands/openOtherSite';
export { offerRecommendedSite } from './commands/recommendedSite';
export { replaceCredentials, signIn } from './commands/signIn';
export { addSecondSecret, switchSecret } from './commands/signInSecret';
export { tellNotice } from './ui/sessionNotices';
export { switchSite } from './commands/switchSite';
export { whoCanRefresh } from './commands/whoCanRefresh';
export { connectionSettings } from './commands/connectionSettings';
export { reportIssue } from './commands/reportIssue';
export { testConnection } from './commands/testConnection/testConnection';

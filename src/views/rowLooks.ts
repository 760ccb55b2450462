/** What is needed to draw rows of the content view, and the site in the status bar: a bundle of its own, see rowParts.ts. */
export { contentTooltip } from './contentTooltip';
export { looksOf, siteTooltip } from './siteRow';
export { treeItem } from './treeItems';

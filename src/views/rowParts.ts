/** How rows look, which is loaded with the first one (`dist/rows.js`); at once, because rows and tooltips do not wait. */

export function rowParts(): typeof import('./rowLooks') {
  // oxlint-disable-next-line typescript/no-require-imports -- `import()` would have everybody wait
  return require('./rowLooks') as typeof import('./rowLooks');
}

/** A number as the language of VS Code writes it: `1,234`. */
export function counted(count: number): string {
  return count.toLocaleString(document.documentElement.lang || undefined);
}

/** Names as labels: VS Code would draw `$(name)` in them as an icon. */
export function plainLabel(name: string): string {
  return name.replace(/\$\(/gu, '\\$(').replace(/\s+/gu, ' ');
}

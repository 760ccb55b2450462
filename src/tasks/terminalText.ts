/** Names and notes from a server as a terminal may show them: none of them moves its cursor, colours it or writes its title. */

/** Control characters, the C1 ones too, and the marks that turn the direction of what stands behind them. */
const commands = /[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u2069]/gu;

/** Lines end with a line feed alone; each character that would be a command becomes a visible one. */
export function terminalText(text: string): string {
  return text.replace(/\r\n?/gu, '\n').replaceAll(commands, '\uFFFD');
}

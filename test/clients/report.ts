/** One line for each check, and the closing line. What could not run is not passed, and says so. */
export class Report {
  #passed = 0;
  #failed = 0;

  get ok(): boolean {
    return this.#failed === 0 && this.#passed > 0;
  }

  add(check: string, passed: boolean, detail: string): void {
    if (passed) this.#passed++;
    else this.#failed++;
    this.#print(passed ? 'pass' : 'FAIL', check, detail);
  }

  /** The server's release has no such thing: neither passed nor failed. */
  notHere(check: string, why: string): void {
    this.#print('  --', check, why);
  }

  notRun(check: string, reason: string): void {
    this.#failed++;
    this.#print('NOT RUN', check, reason);
  }

  close(): void {
    process.stdout.write(`${this.#passed} passed, ${this.#failed} failed\n`);
  }

  #print(word: string, check: string, detail: string): void {
    const tail = detail === '' ? '' : `  (${detail.replaceAll('\n', ' ').slice(0, 1200)})`;
    process.stdout.write(`${word}  ${check}${tail}\n`);
  }
}

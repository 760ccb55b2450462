/** Files that programs write for themselves, full of ids that are nobody's business. */

const named =
  /^(?:\.?package-lock\.(?:json|ya?ml)|npm-shrinkwrap\.json|pylock(?:\..+)?\.toml|Package\.resolved|project\.assets\.json|pnpm-lock\.ya?ml|packages\.lock\.json|conda-lock\.ya?ml|go\.sum|gradle\.lockfile|\.terraform\.lock\.hcl|bun\.lockb?|.+\.lock(?:\.(?:json|ya?ml|toml|hcl))?|.+\.lockfile)$/iu;

export function isLockFile(path: string): boolean {
  return named.test(path.split(/[/\\]/u).at(-1) ?? '');
}

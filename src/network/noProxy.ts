/** Whether a server is exempted from the proxy: the entries of `http.noProxy` and `NO_PROXY`. */
import { BlockList, isIP } from 'node:net';

/** This computer is never asked through a proxy, as in VS Code. */
export function isThisComputer(hostname: string): boolean {
  const host = bare(hostname);
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '::1' ||
    /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/u.test(host)
  );
}

/** The entry that exempts this server; undefined where none does. */
export function exemption(server: URL, entries: readonly string[]): string | undefined {
  const port = server.port === '' ? (server.protocol === 'https:' ? '443' : '80') : server.port;
  const host = bare(server.hostname);
  return entries.find((entry) => exempts(entry.trim().toLowerCase(), host, port));
}

/** `*`, a name with all below it (`example.com`, `.example.com`, `*.example.com`), an address, a range `10.0.0.0/8`; each with `:port` or without. */
function exempts(entry: string, host: string, port: string): boolean {
  if (entry === '') return false;
  if (entry === '*') return true;
  const [name, onlyPort] = parted(entry);
  if (onlyPort !== undefined && onlyPort !== port) return false;
  if (name.includes('/')) return isInRange(name, host);
  if (isIP(name) !== 0) return name === host;
  const domain = name.replace(/^\*?\./u, '');
  return host === domain || host.endsWith(`.${domain}`);
}

/** An IPv6 address has colons of its own: with a port it stands in brackets. */
function parted(entry: string): readonly [name: string, port: string | undefined] {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/u.exec(entry);
  if (bracketed !== null) return [bracketed[1] ?? '', bracketed[2]];
  if (isIP(entry) === 6) return [entry, undefined];
  const plain = /^(.*?)(?::(\d+))?$/u.exec(entry);
  return [plain?.[1] ?? entry, plain?.[2]];
}

function isInRange(range: string, host: string): boolean {
  const version = isIP(host);
  const [address = '', bits = ''] = range.split('/');
  if (version === 0 || isIP(address) !== version || !/^\d{1,3}$/u.test(bits)) return false;
  if (Number(bits) > (version === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  const family = version === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(address, Number(bits), family);
  return list.check(host, family);
}

function bare(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/gu, '')
    .replace(/\.$/u, '');
}

import { SourceObject } from './source';
import { nodeFile } from '../objects/cluster-components/node-files';
import { Manifest } from '../objects/manifest';
import { pointerKeys } from '../objects/pointer';

const ENVIRONMENT = /(?:^|\/)(?:kubeadm-flags\.env|kubelet\.env|(?:default|sysconfig)\/kubelet)$/;
const UNIT = /(?:^|\/)(?:kubelet[^/]*\.service|kubelet[^/]*\.service\.d\/[^/]+\.conf|10-kubeadm\.conf)$/;

/** Whether a file, by its name, holds flags of the kubelet for systemd: a unit, a drop-in of one, or a file of variables. */
export const isUnitFile = (file: string): boolean => ENVIRONMENT.test(file) || UNIT.test(file);

/** A line that ends in a backslash goes on in the next one. */
interface UnitLine { readonly text: string; readonly number: number }

function linesOf(text: string): UnitLine[] {
  const lines: UnitLine[] = [];
  let open: { text: string; number: number } | undefined;
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    const goesOn = line.endsWith('\\');
    const part = goesOn ? line.slice(0, -1) : line;
    if (open) open.text += ` ${part.trim()}`;
    else open = { text: part, number: i + 1 };
    if (goesOn) continue;
    lines.push(open);
    open = undefined;
  }
  return [...(open ? [...lines, open] : lines)].filter(({ text: one }) => one.trim() !== '' && !/^\s*[#;]/.test(one));
}

const unquoted = (text: string): string => /^(["'])([^]*)\1$/.exec(text.trim())?.[2] ?? text.trim();

/** The variables of a file that systemd or a shell reads. https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#EnvironmentFile= */
function environmentFile(lines: readonly UnitLine[], places: Map<string, number>): Manifest {
  const variables: Record<string, string> = {};
  for (const { text, number } of lines) {
    const [, name, value] = /^\s*(?:export\s+)?([A-Za-z_]\w*)=([^]*)$/.exec(text) ?? [];
    if (name === undefined) continue;
    variables[name] = unquoted(value);
    places.set(`/variables/${name}`, number);
  }
  return nodeFile('EnvironmentFile', { variables });
}

/** What a unit starts, and with which variables. An empty assignment takes back those before it. https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html */
function unit(lines: readonly UnitLine[], places: Map<string, number>): Manifest {
  const lists: Record<string, string[]> = { execStart: [], environment: [], environmentFile: [] };
  const keys: Readonly<Record<string, string>> = { ExecStart: 'execStart', Environment: 'environment', EnvironmentFile: 'environmentFile' };
  for (const { text, number } of lines) {
    const [, name, value] = /^\s*(\w+)\s*=\s*([^]*)$/.exec(text) ?? [];
    if (name === undefined || !Object.hasOwn(keys, name)) continue;
    const list = lists[keys[name]];
    if (value.trim() === '') list.length = 0;
    else places.set(`/${keys[name]}/${list.push(unquoted(value)) - 1}`, number);
  }
  return nodeFile('SystemdUnit', lists);
}

/** A file of systemd as an object. */
export function readUnitFile(text: string, file: string): SourceObject {
  const places = new Map<string, number>();
  const lines = linesOf(text);
  const manifest = ENVIRONMENT.test(file) ? environmentFile(lines, places) : unit(lines, places);
  const address = { piece: 0, value: 0, path: [], isPlain: false };
  const locate = (pointer: string) => ({ line: places.get(`/${pointerKeys(pointer).slice(0, 2).join('/')}`) ?? 1, column: 1 });
  return { type: 'object', manifest, file, document: 0, address, locate };
}

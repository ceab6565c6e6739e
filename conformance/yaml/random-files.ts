import { Chance } from '../chance';
import { RandomTexts } from './random-texts';

/** What Unicode or an editor takes for a space or for nothing; for some of these kubectl reads a marker, for the others it refuses the file. */
const SPACES = [
  '\u0085', '\u00a0', '\u1680', '\u2000', '\u2001', '\u2003', '\u2009', '\u200a', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000', '\u000b', '\u000c', '\r', '\u200b', '\u200d', '\u2060',
  '\ufeff', '\u180e', '\u0000',
];
const BEHIND_MARKERS = ['', '', ' ', '\t', ' \t ', ' # next', '\t# next', ' #', '#', '#next', '-', 'a', ' a', ' a: 1', ' {"a": 1}', ' |', ' !!map', ' &x', ' %YAML 1.1'];
const TAME = [
  '', '\n', '# note\n', 'null\n', '{}\n', 'a: 1\n', 'a: 0644\nb: yes\nc: 1_000\n', 'a: |\n  x\n  ---\n  y\n', 'a: >-\n  x\n  y\n\n  z\n', 'a: "x\n y"\n', 'a:\n- "x\n- y"\n- b\n',
  'a: &x {b: 1}\nc: {<<: *x, d: 2}\n', 'a:\n  - b: c\n    d: [e, {f: g}]\n', '{a: 1, b: [c]}\n', 'a: 1\n\n# note\nb: 2\n', '"a": \'x\'\n', '? a\n: b\n', 'a: !!str 1\n',
];
const SMALL = ['', '\n', '# note\n', '  # note\n', 'null\n', '~\n', '{}\n', '[]\n', 'text\n', '"text"\n', '7\n', '- a\n', 'a: |\n  x\n  ---\n', 'a: "x\n', '  y"\n', '%YAML 1.1\n'];

/** Files of several documents, with every kind of line between them. */
export class RandomFiles {
  private readonly texts: RandomTexts;
  /** Whether kubectl may be expected to read the file, at least to its last documents. */
  private isTame = true;

  constructor(private readonly chance: Chance) { this.texts = new RandomTexts(chance); }

  public file(): string {
    const { chance } = this;
    this.isTame = chance.often(0.6);
    const parts = [this.start(), this.document()];
    for (let more = 1 + chance.below(4); more > 0; more--) parts.push(this.separator(), this.document());
    const text = parts.join('');
    const ended = chance.often(0.2) ? text.replace(/\n$/, '') : text;
    const changed = !this.isTame && chance.often(0.4) ? this.texts.changed(ended) : ended;
    return chance.often(0.06) ? changed.replace(/\n/g, '\r\n') : changed;
  }

  private start(): string {
    const { chance } = this;
    if (this.isTame) return chance.one(['', '', '\ufeff', '---\n', '# first\n', '\n', '--- # first\n']);
    return chance.one(['', '', '', '', '\ufeff', '---\n', '# first\n', '\n', ' ', '\ufeff---\n', ' '.repeat(chance.one([4000, 4095, 4096, 4097, 5000])), `${chance.one(SPACES)}`]);
  }

  private document(): string {
    const { chance } = this;
    const share = chance.next();
    if (this.isTame) return share < 0.5 ? `${JSON.stringify(this.tameValue(), null, chance.one([0, 1, 2])).replace(/\u2028/g, '\\u2028')}\n` : chance.one(TAME);
    if (share < 0.45) return this.texts.document();
    if (share < 0.8) return this.json() + chance.one(['\n', '\n', '\n', '', ' ', chance.one(SPACES)]);
    return chance.one(SMALL);
  }

  private tameValue(): object { return { [`k${this.chance.below(9)}`]: this.texts.json(3) }; }

  private json(): string {
    const value = this.tameValue();
    const text = JSON.stringify(value, null, this.chance.one([0, 0, 1, '\t']));
    return this.chance.often(0.1) ? text.replace(/"k\d"/g, (key) => this.chance.one([key, key.slice(1, -1), `${key} `])) : text;
  }

  /** Nearly always a line that is a marker, or looks like one to somebody. */
  private separator(): string {
    const { chance } = this;
    const share = chance.next();
    if (this.isTame) return chance.one(['---\n', '---\n', '--- \n', '---\t\n', '--- # next\n', '---\n---\n', '---\n# note\n---\n', '\n---\n', '# note\n---\n']);
    if (share < 0.55) return '---\n';
    if (share < 0.7) return `---${chance.one(BEHIND_MARKERS)}\n`;
    if (share < 0.85) return `---${chance.one(['', ' '])}${chance.one(SPACES)}${chance.one(['', ' ', '# next', 'text', chance.one(SPACES)])}\n`;
    return chance.one(['...\n', '...\n---\n', '... # end\n', `...${chance.one(SPACES)}\n`, `${chance.one(SPACES)}---\n`, ' ---\n', '--\n', '', '\n', '---', '---\n---\n', '---\n# note\n---\n']);
  }
}

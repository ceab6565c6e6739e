/** A value with the name that the text gives it. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
  readonly isQuoted: boolean;
}

/** `name = value`, `"name": "value"`, `--name=value`, `name=value;` and the like, wherever it is in a line. Each repetition is bounded, so that it is linear. */
const PAIR = /(["']?)(?:-D)?([A-Za-z_][\w.-]{1,60})\1[ \t]{0,20}(?::=|=>|[:=])[ \t]{0,20}("(?:[^"\\\n]|\\.){0,500}"|'[^'\n]{0,500}'|[^\s"',;&|(){}[\]<>]{1,500})/g;
/** `<name>value</name>` */
const ELEMENT = /<([A-Za-z_][\w.-]{1,60})>([^<>\n]{1,500})<\//g;
const COMMENT = /^\s{0,200}(?:#|\/\/|;|--\s|\*|<!--|REM\s)/;
/** What follows an unquoted value where it is a call, a template or a part of a sentence instead. */
const MORE = /^[([{<]|^[ \t]{1,20}[\w$]/;

/**
 * The named values in lines, such as those of a file that a ConfigMap holds: lines of INI, properties, YAML, TOML and shell, members of JSON, options of a command
 * line, parts of a connection string, elements of XML. Comments are left out, and so is what is an expression of a program instead of a value.
 */
export function namedValues(lines: readonly string[], isWanted: (name: string) => boolean): readonly NamedValue[] {
  return lines.filter((line) => !COMMENT.test(line)).flatMap((line) => [...pairsIn(line, isWanted), ...elementsIn(line, isWanted)]);
}

function pairsIn(line: string, isWanted: (name: string) => boolean): NamedValue[] {
  return [...line.matchAll(PAIR)].flatMap((match) => {
    const [whole, , name, written] = match;
    if (!isWanted(name)) return [];
    const isQuoted = /^["']/.test(written);
    if (!isQuoted && MORE.test(line.slice(match.index + whole.length))) return [];
    return [{ name, value: isQuoted ? written.slice(1, -1) : written.replace(/\.$/, ''), isQuoted }];
  });
}

function elementsIn(line: string, isWanted: (name: string) => boolean): NamedValue[] {
  return [...line.matchAll(ELEMENT)].flatMap(([, name, value]) => (isWanted(name) ? [{ name, value: value.trim(), isQuoted: true }] : []));
}

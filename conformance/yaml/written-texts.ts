/** Scalars by hand: every rule of YAML 1.1 and of go-yaml's resolver, and what comes close to one. */
const SCALARS = [
  'y', 'Y', 'yes', 'Yes', 'YES', 'yEs', 'on', 'On', 'ON', 'oN', 'true', 'True', 'TRUE', 'tRue', 'n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF',
  'false', 'False', 'FALSE', '0644', '0o644', '0O17', '08', '09', '0x1f', '0X1F', '0b11', '-0b11', '+0b11', '0B11', '1_000', '_1', '1__0', '1_',
  '0x_1f', '1e3', '1E3', '+1', '-1', '-0', '+0', '.5', '-.5', '+.5', '5.', '.inf', '-.Inf', '+.INF', '.nan', '~', 'null', 'Null', 'NULL', 'nULL',
  '', '2001-01-01', '2001-1-1', '2001-01-01T00:00:00Z', '190:20:30', '1:30', '!!str 1', '!!int "1"', '!!int 1', '!!float 1', '!!float 1.5',
  '!!float "1"', '!!bool yes', '!!bool "yes"', '!!bool 1', '!!null x', '!!null ""', '!!binary aGk=', '!!binary "@@"', '!foo 1', '!foo bar', '! 1',
  '!!set {a: 1}', '!!omap [a: 1]', '!!map {a: 1}', '!!seq [1]', '!!str {a: 1}', '!!timestamp 2001-01-01', '9007199254740993',
  '18446744073709551615', '18446744073709551616', '9223372036854775808', '-9223372036854775809', '1.0', '1.50', '1e400', '0.1e-7', '1e21', '1e20',
  '123456789012345678901234', '0x', '0x1.8p3', '1e', 'e3', '.', '..', '.5e3', '-', '--1', '+-1', '1.2.3', '1 000', '1,000', '=', '<<', '0x1F_FF',
  '0_7', '0777777777777777777777777', '-0644', '+0644', '-0x1f', '0.0', '-0.0', '1.e3', '._5', '.5_', '.1_0', '1_0.5', 'inf', 'NaN', 'Infinity',
  '.Infinity', '0o8', '0o', '0b', '0b2', '|\n a\n b\n', '>\n a\n b\n', '"\\/"', '"\\x41\\u263a"', '\'it\'\'s\'', '@a', '`a', '%a', 'a: b', '"a" b',
  '- a', '[a, b', '{a:1}', '{"a":1}', '{a: b:c}', '[a: 1]', '[a:b]', '{a}', '{a, b: 1}', 'a\tb', 'a # c', 'a#c', '*x', '&x a', '&x', '? a',
  '"a\tb"', 'a\u00a0b', '\u00a0', '0.1', '100000000000000000000000', '1e-7', '1e-6', '12e0', '0e0', '.e3', '5.e', '1_e3', '1e_3', '1e3_', '+.5_5',
  '!!timestamp "x"', '190:20:30.15', '1:60', '-1:30', '0:0', '12e03', '!!int 0x1F', '!!int 1:30', '!!float .inf', '!!merge a', '!local [1]',
  '!!null ~',
];

/** Documents by hand: each corner of the syntax that was met, read the same or refused by one side. */
const DOCUMENTS = [
  'a: 1\n<<: {a: 2, b: 3}\n', '<<: {a: 2, b: 3}\na: 1\n', 'x: &x {a: 1}\ny: {a: 0, <<: *x}\n', '<<: [{a: 1},{a: 2}]\n', '<<: 3\n', '<<: [1]\n',
  '"<<": {a: 1}\n', '!!merge <<: {a: 1}\n', '<<: null\n', '<<: {a: 1}\n<<: {a: 2}\n', 'x: &x [ {a: 1} ]\n<<: *x\n', '!!str <<: {a: 1}\n',
  'a: 1\na: 2\n', '1: a\n"1": b\n', '1.0: a\n', '1e3: a\n', '0x10: a\n', 'yes: a\n', 'on: 1\n', '~: a\n', 'null: a\n', ': a\n', '? [a]\n: b\n',
  '{a: 1}: b\n', '? {a: 1}\n: b\n', '18446744073709551615: a\n', '.inf: a\n', '0.1: a\n', '16777217.0: a\n', '1234567.5: a\n', '1e21: a\n',
  '1e-5: a\n', '2001-01-01: a\n', '!!binary aGk=: a\n', 'a: &a 1\nb: *a\n', 'a: &a {b: *a}\n', 'a: *b\n', 'a: &x 1\nb: &x 2\nc: *x\n', '*a : 1\n',
  '&k a: 1\nb: *k\n', '\ta: 1\n', 'a:\n\t- b\n', 'a:\t1\n', 'a: 1\t\n', 'a:\n  b: 1\n\tc: 2\n', 'a: 1 \t# c\n', '- \ta: 1\n', '[\n\ta\n]\n',
  '{\n\t"a": 1\n}\n', 'a: |\n\tx\n', 'a: |\n  x\n\t\n', 'a: x\n\ty\n', 'a: "x\n\ty"\n', 'a: 1\r\nb: 2\r\n', 'a: 1\rb: 2\r',
  'a: |\r\n  x\r\n  y\r\n', 'a: x\u2028b: 1\n', 'a: x\u0085b: 1\n', 'a: "x\u2028y"\n', 'a: |\n  x\u2028  y\n', 'a: |\n  x\u2028y\n',
  '{"a": "x\u2028y"}', 'a: x\u0007y\n', 'a: "\u0001"\n', 'a: \u007f\n', 'a: \ufeffx\n', '\ufeffa: 1\n', '\ufeff\ufeffa: 1\n', 'a: "\u0080"\n',
  'a: \ufffe\n', 'a: \ud83d\ude00\n', 'a: "\\ud83d\\ude00"\n', '{"a":"\\ud83d\\ude00"}', '{"a":"\\ud83d"}', '%YAML 1.1\n---\na: 1\n',
  '%YAML 1.2\n---\na: 1\n', '%YAML 1.3\n---\na: 1\n', '%FOO x\n---\na: 1\n', '%TAG ! tag:yaml.org,2002:\n---\na: !str 1\n', '--- a: 1\n',
  '--- {a: 1}\n', '--- |\n a\n', '---\na: 1\n...\n', '---\na: 1\n---\nb: 1\n', 'a: 1\n...\nb: 2\n', 'a: 1\n...\n%YAML 1.1\n---\nb: 1', '', '# c\n',
  '---\n', '---\n---\n', 'null\n', 'a\n', '- a\n', '[1]', '"a"', 'a: b\n c\n', 'a: b\n\n c\n', 'a:\n- b\n- c\n', 'a:\n  - b\n - c\n', 'a: - b\n',
  'a: [b,\nc]\n', 'a: [b,\n c]\n', 'a: {b: c\n}\n', 'a: "b\nc"\n', 'a: "b\n c"\n', 'a: \'b\n\n c\'\n', 'a: "b\\\n  c"\n', 'a: [1,,2]\n',
  'a: [1,]\n', 'a: [,1]\n', 'a: {b: 1,}\n', 'a: {b: 1,,}\n', 'a: {b: 1}}\n', 'a: ]\n', 'a: "x\n', 'a: \'x\n', 'a: {{ .Values.x }}\n',
  '{{- if x }}\na: 1\n{{- end }}\n', 'a: "{{ x }}"\n', 'a:b\n', 'a :b\n', 'a : b\n', '"a":b\n', '"a": b\n', '{"a":b}\n', 'a: |2\n    x\n',
  'a: |-\n  x\n\n', 'a: |+\n  x\n\n', 'a: >-\n  x\n    y\n  z\n', 'a: |\n    x\n  y\n', 'a: |  # c\n  x\n', 'a: |\n# c\n  x\n', 'a: !!str\n',
  'a: !!str\nb: 1\n', 'a: &x\nb: *x\n', 'a: !!null\n', 'a: !!int\n', 'a: !<tag:yaml.org,2002:str> 1\n', 'a: !!map\n  b: 1\n', 'a: # c\n  b: 1\n',
  'a: b #c\n  d\n', '? a\n', '? a\nb: 1\n', '? a\n: b\n', '- ? a\n  : b\n', '- - a\n  - b\n', '- a: 1\n  b: 2\n', '-\n  a: 1\n', '- a\nb: 1\n',
  'a: 1\n- b\n', 'a: 1\n b: 2\n', '  a: 1\n  b: 2\n', '  a: 1\nb: 2\n', 'a:\n    b: 1\n  c: 2\n', 'key with spaces: 1\n', '"a\\nb": 1\n',
  'a: "\\q"\n', 'a: "\\U0001F600"\n', 'a: -\n', 'a: ?\n', 'a: ? b\n', 'a: :\n', 'a: :b\n', 'a: ::\n', 'a: *\n', 'a: &\n', 'a: !\n', 'a: &a &b c\n',
  'a: !!str !!str c\n', 'a: &a !!str 1\n', 'a: !!str &a 1\nb: *a\n', 'a: [*b]\n', 'a: {? b : c}\n', 'a: {? b}\n', 'a: {: b}\n', 'a: [? b : c]\n',
  'a: "b" # c\n', 'a: "b"# c\n', 'a: [b]# c\n', 'a: b\n# c\n  d: e\n', '__proto__: {a: 1}\n', 'a: 0.1e1\n', '[a]: b\n', '"x": 1\n"y" : 2\n',
  'a: ["b":1]\n', 'a: ["b":"c"]\n', '{"a":{"b":[1,2,{"c":null}]}}', '{a: 1}\n{b: 2}\n', '{"a":1}\n{"b":2}\n', 'a: 1\n}\n', 'a: x\\ny\n', 'a: # c\n',
  'a:    \nb:\n', 'a: &a !!str 1\nb: *a\nc: [*a, *a]\n',
  'a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n',
  // nests deeper than anything of Kubernetes
  `v: ${'['.repeat(250)}${']'.repeat(250)}\n`,
  `${Array.from({ length: 250 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')} 1\n`,
  // grows to ten million values
  `a: &a [1,1,1,1,1,1,1,1,1,1]\n${[...'bcdefgh'].map((name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[i]}`).join(',')}]`).join('\n')}\n`,
];

/** Files of several documents by hand. */
const FILES = [
  'a: 1\n---\nb: 2\n', '---\na: 1\n---\nb: 2\n---\n', 'a: 1\n---\n---\nb: 2\n', 'a: 1\n--- # c\nb: 2\n', 'a: |\n  x\n---\nb: 2\n',
  'a: "x\n---\ny"\n', 'a: 1\n---\nb: [\n---\nc: 3\n', '# c\n---\na: 1\n', 'a: 1\r\n---\r\nb: 2\r\n', 'a: 1\n--- \t\nb: 2\n', 'a: 1\n---x\nb: 2\n',
  'a: 1\n--- b\nc: 2\n', 'a: 1\n...\n---\nb: 2\n', 'a: 1\n...\nb: 2\n', 'a: &x 1\n---\nb: *x\n', 'null\n---\na: 1\n', '---\n---\n---\n',
  'a: 1\n ---\nb: 2\n', 'a: b\n ---\n', 'a: |\n  ---\n  x\n', 'a: 1\n---', '---a: 1\n', '----\na: 1\n',
];

/** One text at least for each kind of difference that KNOWN.md explains. */
const KNOWN_DIFFERENCES = [
  'v: !!timestamp 2001-01-0\n', '# \u0001\n', 'a: 1\n--\n : 2\n', 'v: {a: [1?]}\n', 'v: !!#int 1\n', 'v: "\\/"\n', 'b: 1\n\t', '{"a"&:b}\n', '---\n----\n', 'a: 1\n...\nb: *x\n', 'a: 1\n...\nb: &x {c: *x}\n',
  'v: [a:]\n', 'v: [!!x :a]\n', 'v: !!binary /w==\n', 'v: |2\n   \n', 'v: "b\\\n \n  c"\n', 'a: 1\n...\n<<: 3\n', 'a: &x:y 1\n', 'a{{ .Values.x }}\n', 'a: 1\n...\nb: !!bool 1\n', '-0.0: v\n',
  '\u00a0{"a":1}\n', 'v: |+\n  a\n  ', '# a\u0085b: 1\n', '---#a: 1\n', 'a:\n  b: \'x\'\'\n  c: \'y\'\n', 'v: "it\\"', '! <<: {a: 1}\n', '! "<<": {a: 1}\n',
];

/** The texts that every run reads. */
export const WRITTEN_TEXTS: readonly string[] = [...SCALARS.map((scalar) => `v: ${scalar}\n`), ...DOCUMENTS, ...FILES, ...KNOWN_DIFFERENCES];

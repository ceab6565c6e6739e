import { visible, visibleJson, visibleLiteral, visibleMessage } from '../../src/reports/visible';

/** Whether GitHub Actions, Azure Pipelines or TeamCity would run a command that stands in a line of a log. */
const isCommand = (line: string): boolean => /^\s*::[a-z][^:]*::/i.test(line) || /##(?:vso|teamcity)?\[/i.test(line);

const COMMANDS = [
  '::error file=a,line=1::forged', '::add-mask::a', '::STOP-COMMANDS::token', 'image ::warning::forged', '##[error]forged', 'a##[add-mask]a', '##vso[task.setvariable variable=a]b',
  'a ##VSO[task.complete result=Succeeded;]', "##teamcity[buildStatus status='SUCCESS']", '####[error]a', '::debug::::error::a',
];

test.each(COMMANDS)('"%s" is no command any more, wherever a line breaks between its words', (text) => {
  expect(isCommand(text) || text.split(' ').some(isCommand)).toBe(true);
  for (const shown of [visible(text), visibleMessage(text), visibleMessage(`first\n${text}`), visibleLiteral(text), visibleJson([text])]) {
    expect([...shown.split('\n'), ...shown.split(' ')].filter(isCommand)).toEqual([]);
  }
});

test.each(COMMANDS)('"%s" is still the same data in JSON', (text) => expect(JSON.parse(visibleJson({ [text]: text }))).toEqual({ [text]: text }));

test.each(['::1', '::ffff:10.0.0.1', 'listen on ::ffff:10.0.0.1', 'fd00::1', 'std::string', 'a # b', '## [a] b', 'C#', '[::]:8080', 'a: b'])('"%s" is shown as it is', (text) => {
  expect([visible(text), visibleMessage(text)]).toEqual([text, text]);
});

test('a message keeps its lines and colors, and nothing else that steers a terminal', () => {
  expect(visibleMessage('\u001b[1mtitle\u001b[22m\n  \u001b[31mred\u001b[39m \u001b[2J\u001b]0;a\u0007\r\u202eb')).toBe(
    '\u001b[1mtitle\u001b[22m\n  \u001b[31mred\u001b[39m \\u001b[2J\\u001b]0;a\\u0007\\r\\u202eb');
});

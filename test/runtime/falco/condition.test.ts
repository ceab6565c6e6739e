import { all, any, check, conditionText, fieldWith, isIn, not, textProblem } from '../../../src/runtime/falco/condition';

test('a condition inside of another one is in parentheses', () => {
  expect(conditionText(all(check('evt.type', '=', 'connect'), any(isIn('fd.sport', [53, 443]), not(check('fd.name', 'startswith', '/etc/'))))))
    .toBe('evt.type = "connect" and (fd.sport in (53, 443) or not fd.name startswith "/etc/")');
});

test('one condition needs no words between', () => {
  expect(conditionText(all(any(check('fd.num', '>=', 0))))).toBe('fd.num >= 0');
});

test('texts that could end a condition are refused', () => {
  for (const text of ['"', '\\', '\'', '(', ')', ',', ' ', '\n', '\0', '=', '%proc.name', '[', ']', 'é']) {
    expect(textProblem(`a${text}b`)).toMatch(/could end a condition/);
    expect(() => conditionText(check('k8s.ns.name', '=', `a${text}b`))).toThrow(/rename it/);
    expect(() => fieldWith('k8s.pod.label', `a${text}b`)).toThrow(/rename it/);
  }
  expect(textProblem('/usr/local/bin/node-22.1_x+y@z:~')).toBeUndefined();
});

import { isRandomText } from '../../src/objects/random-text';

const KEY = 'a7Kd93Fq0Zx1Lp5Wv8Rt2Nb6';

test.each([
  KEY, `${KEY}==`, 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'k9+Qz1Xm4Yb7/Rd2Tf5~Hs8Lc3-', KEY.repeat(21),
])('%s was chosen by no human', (text) => expect(isRandomText(text)).toBe(true));

test.each<[string, string]>([
  ['shorter', KEY.slice(0, 23)], ['of several words', `${KEY.slice(0, 12)} ${KEY.slice(12)}`], ['long', KEY.repeat(22)], ['hexadecimal', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b'],
  ['of capitals and digits', 'A7KD93FQ0ZX1LP5WV8RT2NB6'], ['of letters', 'aKdFqZxLpWvRtNbCmHjGsYuE'], ['a name', 'MyControllerDeploymentConfiguration2'],
  ['mostly other characters', 'a-7_K.d/9-3_F.q/0-Z_x.1/L-p'], ['of few characters', 'aA1aA1aA1aA1aA1aA1aA1aA1'], ['with a character of another alphabet', `${KEY}é`],
  ['of letters in runs', 'aaaaaaaabbbbCCCCDDDD11112222eeeeFFFF'],
])('a text that is %s may have been', (_, text) => expect(isRandomText(text)).toBe(false));

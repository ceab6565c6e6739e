/** What Go's `url.Parse` refuses in a URL, as far as it can matter for one with a host. */
const UNREADABLE = /[\s\x00-\x1f\x7f]|%(?![0-9A-Fa-f]{2})/;

/** What is wrong with a URL that must be https with nothing but host and path; undefined, or a predicate. */
export function httpsUrlProblem(url: string): string | undefined {
  if (!/^https:/i.test(url)) return 'must begin with "https://"';
  const [authority] = url.replace(/^https:(\/\/)?/i, '').split(/[/?#]/);
  if (UNREADABLE.test(url) || /:(?!\d*$)[^\]]*$/.test(authority.replace(/^[^@]*@/, ''))) return 'is no URL';
  if (authority.includes('@')) return 'must not contain a user name or password';
  if (/\?[^#]/.test(url)) return 'must not contain a query';
  return /#./.test(url) ? 'must not contain a fragment' : undefined;
}

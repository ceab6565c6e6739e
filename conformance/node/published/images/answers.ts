/** A script that ends with 0 where a server answers a request of HTTP with one of these statuses. */
export const answersHttp = (port: number, path = '/', { method = 'GET', status = '200' } = {}): string => `
  exec 3<>/dev/tcp/127.0.0.1/${port}
  printf '${method} ${path} HTTP/1.0\\r\\nContent-Length: 0\\r\\n\\r\\n' >&3
  head --lines 1 <&3 | grep --quiet ' ${status} '`;

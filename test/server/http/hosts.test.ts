// Which names and which origins are known, by literal headers.
import { isKnownHost, isKnownOrigin, type KnownHosts } from '../../../src/server/http/hosts';

const none: KnownHosts = { allowedHosts: [], corsOrigins: [] };
const some: KnownHosts = {
  allowedHosts: ['bi.example.com', 'reports.example.com:8443'],
  corsOrigins: ['https://crm.example.com'],
};

test.each([
  ['localhost', true],
  ['localhost:4000', true],
  ['LOCALHOST:4000', true],
  ['127.0.0.1:4000', true],
  ['127.8.9.1', true],
  ['[::1]:4000', true],
  ['crm.localhost:4000', true],
  ['127.0.0.1.evil.example', false],
  ['localhost.evil.example:4000', false],
  ['evil.example:4000', false],
  ['bi.example.com', false],
  ['10.0.0.7:4000', false],
  ['0.0.0.0:4000', false],
  ['evil.example@localhost', false],
  ['localhost/evil', false],
  ['localhost,evil.example', false],
  ['localhost evil.example', false],
  ['', false],
  [undefined, false],
])('the host %s of a server of this machine: %s', (host, known) => {
  expect(isKnownHost(host, '127.0.0.1', none)).toBe(known);
});

test.each([
  ['bi.example.com', true],
  ['BI.example.com:4000', true],
  ['reports.example.com:8443', true],
  ['reports.example.com', false],
  ['other.example.com', false],
  ['bi.example.com.evil.example', false],
])('the host %s where names are allowed: %s', (host, known) => {
  expect(isKnownHost(host, '10.0.0.7', some)).toBe(known);
});

test.each([
  ['10.0.0.7:4000', '10.0.0.7', true],
  ['10.0.0.7:4000', '::ffff:10.0.0.7', true],
  ['[fd00::7]:4000', 'fd00::7', true],
  ['10.0.0.8:4000', '10.0.0.7', false],
])('the address %s of a connection that came in at %s: %s', (host, reachedAt, known) => {
  expect(isKnownHost(host, reachedAt, none)).toBe(known);
});

test.each([
  ['http://localhost:4000', 'localhost:4000', true],
  ['http://LOCALHOST:4000', 'localhost:4000', true],
  ['https://bi.example.com', 'bi.example.com', true],
  ['https://bi.example.com', 'bi.example.com:443', true],
  ['https://crm.example.com', 'localhost:4000', true],
  ['http://localhost:3000', 'localhost:4000', false],
  ['http://127.0.0.1:4000', 'localhost:4000', false],
  ['http://crm.example.com', 'localhost:4000', false],
  ['https://crm.example.com.evil.example', 'localhost:4000', false],
  ['null', 'localhost:4000', false],
  ['file://', 'localhost:4000', false],
  ['chrome-extension://localhost:4000', 'localhost:4000', false],
  ['nonsense', 'localhost:4000', false],
])('the origin %s of a request to %s: %s', (origin, host, known) => {
  expect(isKnownOrigin(origin, host, some)).toBe(known);
});

// Where the server listens and keeps its files.
import { anyText, hostName, hosts, oneOf, onOrOff, wholeNumber } from './parsers';
import { setting } from './setting';

export const httpEditions = ['draft', '2026-09'] as const;

export type HttpEdition = (typeof httpEditions)[number];

export const serverSettings = {
  port: setting({
    variable: 'PORT',
    fallback: 4000,
    parse: wholeNumber(0, 65535),
    means: 'The port of the server; 0 takes a free one.',
  }),
  host: setting({
    variable: 'HOST',
    fallback: '127.0.0.1',
    parse: hostName,
    means: 'The address that the server listens on; other than loopback with authentication alone.',
  }),
  allowedHosts: setting<readonly string[]>({
    variable: 'ALLOWED_HOSTS',
    fallback: Object.freeze([]),
    parse: hosts,
    means: 'Names that the server is called by, beside those of this machine; requests by another are refused.',
  }),
  behindTls: setting({
    variable: 'BEHIND_TLS',
    fallback: false,
    parse: onOrOff,
    means: 'on: people reach the server by https alone, and browsers are told to keep to it.',
  }),
  httpEdition: setting<HttpEdition>({
    variable: 'HTTP_EDITION',
    fallback: 'draft',
    parse: oneOf(httpEditions),
    means:
      'Whose status codes GraphQL is answered with: those of the draft of GraphQL over HTTP, or of its first edition.',
  }),
  dataDir: setting({
    variable: 'DATA_DIR',
    fallback: '.data',
    parse: anyText,
    means: 'The folder of the embedded database and of the replica.',
  }),
};

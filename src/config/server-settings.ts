// Where the server listens and keeps its files.
import { anyText, hostName, wholeNumber } from './parsers';
import { setting } from './setting';

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
  dataDir: setting({
    variable: 'DATA_DIR',
    fallback: '.data',
    parse: anyText,
    means: 'The folder of the embedded database and of the replica.',
  }),
};

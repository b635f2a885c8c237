// `npm run -s astrolabe -- COMMAND`: the command line. Exits with 0, or with 1 and a sentence about what was wrong.
import { runCli } from './cli/run-cli';

void runCli(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});

import { runAction } from './action/run-action.js';

/** The shell of the GitHub Action: the only place of it that reads the process and sets its exit code. */
const { env } = process;

process.exitCode = await runAction({
  write: (chunk) =>
    new Promise((resolve, reject) => {
      process.stdout.write(chunk, (error) => (error ? reject(error) : resolve()));
    }),
  env,
  now: new Date(),
  enter: (folder) => process.chdir(folder),
  cancelled() {
    const controller = new AbortController();
    process.once('SIGINT', () => controller.abort());
    return controller.signal;
  },
});

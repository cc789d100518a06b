import { startServer } from './server';

/** One Spark for all test files of the tier; it ends with this process. */
async function globalSetup(): Promise<void> {
  const { port } = await startServer();
  process.env['LAKEWRIGHT_SPARK_PORT'] = String(port);
}

export = globalSetup;

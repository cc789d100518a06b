/** Jars for Spark, by Maven: exactly those of jars.json, each with its digest. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { jarsFile, jarsFolder } from './paths';
import { must } from './process';
import { once } from './step';

const jarList = z.strictObject({
  jars: z.array(
    z.strictObject({ coordinates: z.string().regex(/^[^:]+:[^:]+:[^:]+$/), sha256: z.string().length(64) }),
  ),
});

export function installJars(mvn: string): Promise<'there' | 'installed'> {
  const { jars } = jarList.parse(JSON.parse(readFileSync(jarsFile, 'utf8')));
  const folder = jarsFolder();
  return once(folder, async () => {
    const project = mkdtempSync(join(tmpdir(), 'lakewright-jars-'));
    try {
      writeFileSync(join(project, 'pom.xml'), pom(jars.map((jar) => jar.coordinates)));
      const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
      await must([mvn, '--batch-mode', '--quiet', goal, `-DoutputDirectory=${folder}`], { cwd: project });
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
    const names = jars.map(({ coordinates, sha256 }) => {
      const [, artifact, version] = coordinates.split(':');
      const name = `${artifact ?? ''}-${version ?? ''}.jar`;
      const found = createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex');
      if (found !== sha256) throw new Error(`${name}: its digest is ${found}, jars.json expects ${sha256}`);
      return name;
    });
    return `${names.join('\n')}\n`;
  });
}

/** Nothing transitive: what Spark brings itself must not come twice. */
function pom(coordinates: readonly string[]): string {
  const dependencies = coordinates.map((each) => {
    const [group, artifact, version] = each.split(':');
    return `    <dependency>
      <groupId>${group ?? ''}</groupId><artifactId>${artifact ?? ''}</artifactId><version>${version ?? ''}</version>
      <exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>
    </dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>lakewright</groupId><artifactId>jars</artifactId><version>1</version>
  <dependencies>
${dependencies.join('\n')}
  </dependencies>
</project>
`;
}

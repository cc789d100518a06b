/** The rules of a table; the many that ask for a value only are one line. */
import type { ReportExpectation, ReportTable, RuleFailure } from './data';
import { clip, html, isolate, type Markup } from './markup';

type Severity = RuleFailure['severity'];

const severities: readonly Severity[] = ['critical', 'error', 'warning'];

export function ruleList({ expectations }: ReportTable): Markup {
  const asking = severities.flatMap((severity) => {
    const columns = expectations.filter((each) => each.severity === severity).flatMap((each) => askedFor(each) ?? []);
    return columns.length === 0 ? [] : [line('not null', columns.join(', '), severity)];
  });
  const others = expectations.filter((each) => askedFor(each) === undefined);
  return html`<div class="wide">
    <table class="rules">
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Must hold</th>
          <th scope="col">Severity</th>
        </tr>
      </thead>
      <tbody>
        ${others.map(({ name, rule, severity }) => line(name, rule, severity))}${asking}
      </tbody>
    </table>
  </div>`;
}

/** The column of `customer_id is not null`. */
function askedFor({ rule }: ReportExpectation): string | undefined {
  return /^(\S+) is not null$/.exec(rule)?.[1];
}

function line(name: string, rule: string, severity: Severity): Markup {
  return html`<tr>
    <th scope="row">${isolate(clip(name, 80))}</th>
    <td><code>${isolate(clip(rule, 400))}</code></td>
    <td><span class="severity ${severity}">${severity}</span></td>
  </tr>`;
}

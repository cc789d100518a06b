/** A few rows of a table, and a few that were quarantined. */
import type { ReportSample, ReportTable } from './data';
import { clip, html, type Markup, isolate } from './markup';

const mostCharacters = 80;
/** More would make a report heavy, not clearer. */
const mostRows = 6;
/** Surrogate keys and the like: eight digits tell them apart. */
const digest = /^[0-9a-f]{32,}$/;
const numeric = /^(tinyint|smallint|int|bigint|float|double|decimal)/;

export function shownRows({ sample }: ReportTable): ReportSample['rows'] {
  return sample.rows.slice(0, mostRows);
}

export function sampleRows(table: ReportTable): Markup {
  const { sample, columns } = table;
  const types = new Map(columns.map((column) => [column.name, column]));
  const heads = sample.columns.map((name) => {
    const column = types.get(name);
    const type = column?.type ?? '';
    return { name, type, masked: column?.pii !== undefined, align: numeric.test(type) ? 'number' : '' };
  });
  return html`<div class="wide">
    <table class="sample">
      <thead>
        <tr>
          ${heads.map(
            ({ name, type, masked, align }) =>
              html`<th scope="col" class="${align}">
                ${isolate(clip(name, 60))}<small>${clip(type, 40)}${masked && ', masked'}</small>
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${shownRows(table).map(
          (row) =>
            html`<tr>
              ${row.map((value, index) => (heads[index]?.align === 'number' ? html`<td class="number">${cell(value)}</td>` : html`<td>${cell(value)}</td>`))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function quarantineRows({ quarantineSample }: ReportTable): Markup {
  return html`<div class="wide">
    <table class="sample quarantined">
      <thead>
        <tr>
          <th scope="col">Why</th>
          <th scope="col">Row</th>
        </tr>
      </thead>
      <tbody>
        ${quarantineSample.slice(0, mostRows).map(
          ({ reasons, cells }) =>
            html`<tr>
              <td>${reasons.map((reason) => html`<span class="reason error">${isolate(clip(reason, 80))}</span>`)}</td>
              <td class="cells">
                ${cells.map(
                  ({ column, value }) => html`<span><small>${isolate(clip(column, 60))}</small> ${cell(value)}</span>`,
                )}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cell(value: string | null): Markup {
  if (value === null) return html`<span class="null">null</span>`;
  if (value === '') return html`<span class="null">empty</span>`;
  if (digest.test(value)) return html`${value.slice(0, 8)}…`;
  const short = clip(value, mostCharacters);
  return short === value ? html`${isolate(value)}` : html`<bdi title="${clip(value, 1000)}">${short}</bdi>`;
}

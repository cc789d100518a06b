import * as fc from 'fast-check';
import { clip, html, isolate, jsonText } from '../../../../pipelines/local/report/markup';

describe('html', () => {
  it('escapes what is put into it, and leaves markup as it is', () => {
    const inner = html`<b title="${'"><img src=x>'}">${'</b><script>alert(1)</script>'}</b>`;
    expect(html`<i>${inner}</i>`.text).toBe(
      '<i><b title="&quot;&gt;&lt;img src=x&gt;">&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt;</b></i>',
    );
  });

  it('shows controls and overrides of direction instead of obeying them', () => {
    expect(html`${'a\u0000b\u202Ec\uD800'}`.text).toBe('a\u2400b[U+202E]c\uFFFD');
  });

  it('keeps the line breaks of a value and folds those of the template', () => {
    const folded = html`<b>one</b> <i>${'two\n  three'}</i>`;
    expect(folded.text).toBe('<b>one</b> <i>two\n  three</i>');
  });

  it('lets no text open a tag or end an attribute', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[<>"']/.test(html`${text}`.text)));
  });
});

describe('isolate', () => {
  it('wraps text that is written from right to left', () => {
    expect(html`${isolate('שלום')} ${isolate('Zoë')}`.text).toBe('<bdi>שלום</bdi> Zoë');
  });
});

describe('jsonText', () => {
  it('is the same JSON, without a character that could end the script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = jsonText({ text: `${text}</script><!--` });
        expect(JSON.parse(json)).toEqual({ text: `${text}</script><!--` });
        expect(json).not.toMatch(/[<>\u2028\u2029]/);
      }),
    );
  });
});

describe('clip', () => {
  it('shortens without cutting a character in half', () => {
    expect(clip('short', 5)).toBe('short');
    expect(clip('longer', 5)).toBe('long…');
    expect(clip('ab😀cd', 4)).toBe('ab…');
  });
});

/** Texts with which whoever names a cloud or writes a report may try to break what is made of them. */
export const HOSTILE_TEXTS: readonly (readonly [title: string, text: string])[] = [
  ['script tags', '"><script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['entities', '&amp;lt;b&amp;gt; &#x3c;script&#x3e; &nbsp &copy;'],
  ['document types', ']]><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;<![CDATA['],
  ['characters that turn the direction', '\u202egnp.exe\u2066\u2069\u200f\u061c'],
  ['control characters', 'a\u0000b\u0007\u0008\u001fc\u007f\u009b31m'],
  ['codes of terminals', '\u001b[31mred\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007\u001b[0m'],
  ['half characters', 'x\ud83d\udc00\udfffy\ufffe\uffff'],
  ['Markdown', '# t\n\n* [x](javascript:alert(1)) ![y](https://evil.example/y) `c` **b** ~~s~~ | a | b |\n---\n<b>'],
  [
    'more Markdown',
    '1. x\n> y\n\n    code\n\n[ref]: https://evil.example\n<https://evil.example> www.evil.example $x$ {{ x }}',
  ],
  ['lines of a calendar', 'x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nTRIGGER:-PT1M\r\nx;y,z\\n\\'],
  ['a line of a million characters', 'x'.repeat(1_000_000)],
  ['a million wide characters', '😀'.repeat(250_000)],
]

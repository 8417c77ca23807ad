/** The text with everything replaced that could steer a terminal, one sign per character. */
export function printable(text: string): string {
  return text.replace(/[\p{C}\p{Z}]/gu, (sign) => (sign === ' ' ? sign : '�'))
}

import type { DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
export type HtmlElement = DefaultTreeAdapterTypes.Element

/** Every element below a node, in the order of the text. */
export function* htmlElements(node: Node): Generator<HtmlElement> {
  if ('tagName' in node) yield node
  if ('content' in node) yield* htmlElements(node.content)
  if ('childNodes' in node) for (const child of node.childNodes) yield* htmlElements(child)
}

/** Attributes that hold an address. */
const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'poster'])

/** Replaces the addresses in the attributes of an element. */
export function replaceAddresses(element: HtmlElement, replace: (address: string) => string): void {
  for (const attribute of element.attrs) {
    if (ADDRESSES.has(attribute.name)) attribute.value = replace(attribute.value)
  }
}

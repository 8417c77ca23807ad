/** Raised while reading; whoever reads a signature, a key or a file turns it into a coded error of its own. */
export class SshFormatError extends Error {}

/** Reads the data types of the SSH protocol (RFC 4251, section 5) one after the other. */
export class SshReader {
  readonly #bytes: Buffer
  #offset = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** The next `length` bytes as they are. */
  bytes(length: number): Buffer {
    const end = this.#offset + length
    if (end > this.#bytes.length) throw new SshFormatError('data ends too early')
    const part = this.#bytes.subarray(this.#offset, end)
    this.#offset = end
    return part
  }

  byte(): number {
    return this.bytes(1).readUInt8()
  }

  uint32(): number {
    return this.bytes(4).readUInt32BE()
  }

  string(): Buffer {
    return this.bytes(this.uint32())
  }

  /** A string that has to be printable ASCII, such as the name of an algorithm. */
  text(): string {
    const text = this.string().toString('latin1')
    if (!/^[\x20-\x7e]*$/.test(text)) throw new SshFormatError('a name holds characters that are no printable ASCII')
    return text
  }

  /** A positive mpint as big-endian bytes without leading zeros; any other way of writing it is refused. */
  positiveInteger(): Buffer {
    const bytes = this.string()
    const [first = 0, second = 0] = bytes
    if (bytes.length === 0 || first >= 0x80) throw new SshFormatError('a number is not positive')
    if (first !== 0) return bytes
    if (second < 0x80) throw new SshFormatError('a number has needless leading zeros')
    return bytes.subarray(1)
  }

  /** All bytes that have not been read yet. */
  rest(): Buffer {
    return this.bytes(this.#bytes.length - this.#offset)
  }

  end(): void {
    if (this.#offset !== this.#bytes.length) throw new SshFormatError('there are trailing bytes')
  }
}

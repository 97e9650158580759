import { decodeBody } from './decode-body';

const openingBrace = 0x7b;
const base64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

/**
 * Undoes base64 of zlib, as SDKs of the `store` endpoint send bodies without naming an encoding (develop docs,
 * "Store Endpoint"). JSON is returned as it is.
 *
 * @throws IngestError 413 past the limit, 400 for a broken stream.
 */
export async function decodeLegacyBody(body: Buffer, maxBytes: number): Promise<Buffer> {
  const text = body.subarray(0, 64).toString('latin1').trimStart();
  if (text.charCodeAt(0) === openingBrace || !base64.test(text)) return body;
  return decodeBody(Buffer.from(body.toString('latin1'), 'base64'), 'deflate', maxBytes);
}

/** The keys that a doctor's page makes for itself. */
import { makeSealingKey, makeSigningKey, publicOf } from './keys.ts';
import { freshNonce, signRequest } from './request.ts';

export interface DoctorKeys {
  readonly sign: CryptoKeyPair;
  readonly seal: CryptoKeyPair;
}

export const makeDoctorKeys = async (): Promise<DoctorKeys> => ({
  sign: await makeSigningKey(),
  seal: await makeSealingKey(),
});

/** For the issuer; `nonce` comes back in the certificate. */
export async function requestOf(
  doctor: string,
  keys: DoctorKeys,
): Promise<{ readonly request: string; readonly nonce: string }> {
  const nonce = freshNonce();
  const [sign, seal] = [await publicOf(keys.sign.publicKey), await publicOf(keys.seal.publicKey)];
  const request = await signRequest({ sub: `doctor:${doctor}`, sign, seal, nonce }, keys.sign.privateKey);
  return { request, nonce };
}

import type { Mock } from '../../../mocks/index.ts';

/** The status that the API answers to this key. */
export async function statusWith(mock: Mock, value: string): Promise<number> {
  const response = await fetch(`${mock.baseUrl}/clients?pageSize=1`, { headers: { 'mitp-api-key': value } });
  await response.body?.cancel();
  return response.status;
}

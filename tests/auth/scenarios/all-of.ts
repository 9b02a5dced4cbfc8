/** What all of them came to; where one failed, it throws that once the others have ended. */
export async function allOf<Part>(all: readonly Promise<Part>[]): Promise<Part[]> {
  await Promise.allSettled(all);
  return Promise.all(all);
}

// Posts' names as keys of the team's server, which takes letters, digits and a few signs.

const PLAIN = /[^A-Za-z0-9_-]/gu;

/** `x:1842` is `x=3A1842`. */
export function keyOf(post: string): string {
  return post.replace(PLAIN, (sign) => [...new TextEncoder().encode(sign)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""));
}

/** The other way round; nothing where it is no key of ours. */
export function postOf(key: string): string | undefined {
  try {
    const post = decodeURIComponent(key.replaceAll("=", "%"));
    return keyOf(post) === key ? post : undefined;
  } catch {
    return undefined;
  }
}

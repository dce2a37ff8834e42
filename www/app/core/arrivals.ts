// New posts as time goes by. With a speed of 0 none come unless asked for.

import { config } from './config';
import { amend, arriveNext, home } from './store';
import { hash } from './random';

let timer: ReturnType<typeof setInterval> | undefined;
let beats = 0;

/** So many posts a minute; a little liking goes on beside them. */
export function setSpeed(perMinute: number): void {
  clearInterval(timer);
  if (perMinute <= 0) return;
  timer = setInterval(() => {
    arriveNext(config.autoprepend);
    beats += 1;
    const posts = home();
    const liked = posts[hash(`${config.seed}:beat${beats}`) % Math.min(12, posts.length)];
    if (liked) amend(liked.id, { counts: { ...liked.counts, likes: liked.counts.likes + 1 } });
  }, 60_000 / perMinute);
}

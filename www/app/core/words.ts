// Numbers and times as the page shows them.

import { clock } from './config';

export function count(n: number): string {
  if (n < 10_000) return n.toLocaleString('en');
  return Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(n);
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

/** "now", "6m", "3h", then the day. */
export function ago(at: number): string {
  const minutes = Math.floor((clock() - at) / 60_000);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes}m`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}h`;
  return new Date(at).toLocaleDateString('en', { month: 'short', day: 'numeric' });
}

/** The same for a screen reader. */
export function agoAloud(at: number): string {
  const minutes = Math.max(0, Math.floor((clock() - at) / 60_000));
  if (minutes < 60) return `${plural(minutes, 'minute')} ago`;
  if (minutes < 24 * 60) return `${plural(Math.floor(minutes / 60), 'hour')} ago`;
  return new Date(at).toLocaleDateString('en', { month: 'long', day: 'numeric' });
}

/** The long form under a focused post. */
export function moment(at: number): string {
  const d = new Date(at);
  const time = d.toLocaleTimeString('en', { hour: 'numeric', minute: '2-digit' });
  return `${time} · ${d.toLocaleDateString('en', { month: 'short', day: 'numeric', year: 'numeric' })}`;
}
